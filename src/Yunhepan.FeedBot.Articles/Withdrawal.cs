namespace Yunhepan.FeedBot.Articles;

/// <summary>What withdrew an article, as the store keeps it.</summary>
public enum WithdrawalKind
{
    /// <summary>Its page is gone from its site.</summary>
    PageGone = 0,

    /// <summary>Its source took it back in words, in its place or in a notice of its own.</summary>
    Notice = 1,

    /// <summary>The operator took it down.</summary>
    TakenDown = 2,
}

/// <summary>Why an article is withdrawn.</summary>
public abstract record Withdrawal
{
    private Withdrawal()
    {
    }

    /// <summary>As the store keeps it, see <see cref="Article.WithdrawnAs"/>.</summary>
    public abstract WithdrawalKind Kind { get; }

    /// <summary>In words for the operator and <c>at:comment</c>, see <see cref="Article.WithdrawnReason"/>.</summary>
    public abstract string Reason { get; }

    /// <param name="Answer">What the site answered.</param>
    public sealed record PageGone(string Answer) : Withdrawal
    {
        public override WithdrawalKind Kind => WithdrawalKind.PageGone;

        public override string Reason => "gone: " + Answer;
    }

    /// <param name="Words">Of the notice.</param>
    public sealed record Notice(string Words) : Withdrawal
    {
        public override WithdrawalKind Kind => WithdrawalKind.Notice;

        public override string Reason => "notice: " + Words;
    }

    /// <param name="Because">As readers see it.</param>
    public sealed record TakenDown(string Because) : Withdrawal
    {
        public override WithdrawalKind Kind => WithdrawalKind.TakenDown;

        public override string Reason => Because;
    }

    /// <summary>What it was before the operator took it down, as it was stored.</summary>
    public sealed record Earlier(WithdrawalKind As, string Words) : Withdrawal
    {
        public override WithdrawalKind Kind => As;

        public override string Reason => Words;
    }
}

namespace Yunhepan.FeedBot.Articles;

/// <summary>The kinds of withdrawal, in their stored form.</summary>
public enum WithdrawalKind
{
    /// <summary>Its page is gone from its site.</summary>
    PageGone = 0,

    /// <summary>Its source withdrew it in words, in its place or in a separate notice.</summary>
    Notice = 1,

    /// <summary>The operator took it down.</summary>
    TakenDown = 2,
}

/// <summary>The reason for which an article is withdrawn.</summary>
public abstract record Withdrawal
{
    private Withdrawal()
    {
    }

    /// <summary>The stored form, see <see cref="Article.WithdrawnAs"/>.</summary>
    public abstract WithdrawalKind Kind { get; }

    /// <summary>The reason in words for the operator and <c>at:comment</c>, see <see cref="Article.WithdrawnReason"/>.</summary>
    public abstract string Reason { get; }

    /// <param name="Answer">The response of the site.</param>
    public sealed record PageGone(string Answer) : Withdrawal
    {
        public override WithdrawalKind Kind => WithdrawalKind.PageGone;

        public override string Reason => "gone: " + Answer;
    }

    /// <param name="Words">The words of the notice.</param>
    public sealed record Notice(string Words) : Withdrawal
    {
        private const string Prefix = "notice: ";

        public override WithdrawalKind Kind => WithdrawalKind.Notice;

        public override string Reason => Prefix + Words;

        /// <summary>
        /// Returns the source's own words of why it withdrew the article; null if there are none, or they only repeat its title.
        /// </summary>
        public static string? WordsFor(Article article)
        {
            ArgumentNullException.ThrowIfNull(article);
            return article is { WithdrawnAs: WithdrawalKind.Notice, IsTakenDown: false, WithdrawnReason: { } reason }
                && reason.StartsWith(Prefix, StringComparison.Ordinal) && reason[Prefix.Length..].Trim() is { Length: > 0 } words
                && !words.Contains(article.Title, StringComparison.Ordinal) ? words : null;
        }
    }

    /// <param name="Because">The reason as readers see it.</param>
    public sealed record TakenDown(string Because) : Withdrawal
    {
        public override WithdrawalKind Kind => WithdrawalKind.TakenDown;

        public override string Reason => Because;
    }

    /// <summary>The withdrawal before the operator took the article down, as it was stored.</summary>
    public sealed record Earlier(WithdrawalKind As, string Words) : Withdrawal
    {
        public override WithdrawalKind Kind => As;

        public override string Reason => Words;
    }
}

namespace Yunhepan.FeedBot.Articles;

/// <summary>Who says that what an article alerted of is over, as the store keeps it.</summary>
public enum EndedByKind
{
    /// <summary>The article itself.</summary>
    Edit = 0,

    /// <summary>Another article of its source.</summary>
    Notice = 1,

    /// <summary>The source that leads its story.</summary>
    Story = 2,
}

/// <summary>What says that an alert is over.</summary>
public abstract record EndEvidence
{
    private EndEvidence()
    {
    }

    /// <summary>As the store keeps it, see <see cref="Article.EndedBy"/>.</summary>
    public abstract EndedByKind Kind { get; }

    /// <summary>In words, see <see cref="Article.EndedReason"/>.</summary>
    public abstract string Reason { get; }

    /// <param name="Sentence">Of the article itself.</param>
    public sealed record Edit(string Sentence) : EndEvidence
    {
        public override EndedByKind Kind => EndedByKind.Edit;

        public override string Reason => "edit: " + Sentence;
    }

    /// <param name="Title">Of the other article.</param>
    public sealed record Notice(string Title) : EndEvidence
    {
        public override EndedByKind Kind => EndedByKind.Notice;

        public override string Reason => "notice: " + Title;
    }

    /// <param name="SourceId">Whose article leads the story.</param>
    public sealed record Story(string SourceId) : EndEvidence
    {
        public override EndedByKind Kind => EndedByKind.Story;

        public override string Reason => "story: " + SourceId;
    }
}

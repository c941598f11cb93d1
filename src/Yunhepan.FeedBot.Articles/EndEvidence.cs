namespace Yunhepan.FeedBot.Articles;

/// <summary>Who reports the end of an alert's subject, in its stored form.</summary>
public enum EndedByKind
{
    /// <summary>The article itself.</summary>
    Edit = 0,

    /// <summary>Another article of its source.</summary>
    Notice = 1,

    /// <summary>The source that leads its story.</summary>
    Story = 2,

    /// <summary>The entry of the article in its list or feed.</summary>
    Entry = 3,
}

/// <summary>The evidence that the subject of an alert has ended.</summary>
internal abstract record EndEvidence
{
    private EndEvidence()
    {
    }

    /// <summary>The stored form, see <see cref="Article.EndedBy"/>.</summary>
    public abstract EndedByKind Kind { get; }

    /// <summary>The evidence in words, see <see cref="Article.EndedReason"/>.</summary>
    public abstract string Reason { get; }

    /// <param name="Sentence">A sentence of the article itself.</param>
    public sealed record Edit(string Sentence) : EndEvidence
    {
        public override EndedByKind Kind => EndedByKind.Edit;

        public override string Reason => "edit: " + Sentence;
    }

    /// <param name="Title">The title of the other article.</param>
    public sealed record Notice(string Title) : EndEvidence
    {
        public override EndedByKind Kind => EndedByKind.Notice;

        public override string Reason => "notice: " + Title;
    }

    /// <param name="Sentence">A sentence of the entry of the article in its list or feed.</param>
    public sealed record Entry(string Sentence) : EndEvidence
    {
        public override EndedByKind Kind => EndedByKind.Entry;

        public override string Reason => "entry: " + Sentence;
    }

    /// <param name="SourceId">The source whose article leads the story.</param>
    public sealed record Story(string SourceId) : EndEvidence
    {
        public override EndedByKind Kind => EndedByKind.Story;

        public override string Reason => "story: " + SourceId;
    }
}

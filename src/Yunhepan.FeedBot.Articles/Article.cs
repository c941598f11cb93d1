using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles;

/// <summary>A stored item of one source in normalised form. Its identity never changes; its content may be corrected.</summary>
public sealed class Article
{
    public long Id { get; init; }

    /// <summary>The public id, derived from source and identity alone, so that feeds keep their GUIDs after a re-import.</summary>
    public required Guid PublicId
    {
        get;
        init
        {
            field = value;
            // An article is a story of its own until it is found to belong to another.
            if (StoryId == Guid.Empty)
                StoryId = value;
        }
    }

    public required string SourceId { get; init; }

    /// <summary>The identity, unique within its source; see <see cref="Articles.Identity.ArticleIdentity"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>The absolute http(s) address; null for feed items without a link.</summary>
    public string? Url { get; set; }

    public required string Title { get; set; }

    /// <summary>Sanitised HTML; empty if the source gave none.</summary>
    public string ContentHtml { get; set; } = "";

    public string ContentText { get; set; } = "";

    public string? Summary { get; set; }

    /// <summary>The whole text; the summary if the source gives no more; otherwise empty.</summary>
    public string AvailableText => ContentText.Length > 0 ? ContentText : Summary ?? "";

    public string? ImageUrl { get; set; }

    /// <summary>
    /// The publication date in UTC; see <see cref="PublishedOffsetMinutes"/> for the offset that the source stated.
    /// </summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public int PublishedOffsetMinutes { get; set; }

    /// <summary>False if the source stated a day but no time.</summary>
    public bool PublishedHasTime { get; set; }

    /// <summary>The evidence from which <see cref="PublishedAt"/> was read; null if it is null.</summary>
    public StoredDateOrigin? PublishedOrigin { get; set; }

    public DateTimeOffset? ModifiedAt { get; set; }

    /// <summary>
    /// The evidence from which <see cref="ModifiedAt"/> was read; null if that is the time at which a change was seen.
    /// </summary>
    public StoredDateOrigin? ModifiedOrigin { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>The sort key of lists: the publication date if it is plausible, otherwise the time of discovery.</summary>
    public DateTimeOffset SortAt { get; set; }

    public List<string> Authors { get; set; } = [];

    public string? Editor { get; set; }

    /// <summary>The original publisher of a repost (来源).</summary>
    public string? OriginName { get; set; }

    public string? OriginUrl { get; set; }

    public List<string> Tags { get; set; } = [];

    public string? Section { get; set; }

    public string? Language { get; set; }

    public string? Rights { get; set; }

    public List<ArticleLink> Related { get; set; } = [];

    public List<ArticleAttachment> Attachments { get; set; } = [];

    public List<ArticleCategory> Categories { get; init; } = [];

    /// <summary>The regions it is about: its source's own region, and those that it names or whose rules it matches.</summary>
    public List<ArticleRegion> Regions { get; init; } = [];

    /// <summary>The publishers besides its source's own: those that it names as its origin.</summary>
    public List<ArticlePublisher> Publishers { get; init; } = [];

    /// <summary>The most urgent priority of its categories.</summary>
    public Priority Priority { get; set; } = Priority.Normal;

    public string? PublisherId { get; set; }

    public string? RegionId { get; set; }

    /// <summary>
    /// The id of its story: the <see cref="PublicId"/> of the story's first article, or its own if it stands alone. A feed that
    /// shows each story once uses it as the entry's id, so that the entry stays when another article becomes the lead.
    /// </summary>
    public Guid StoryId { get; set; }

    /// <summary>
    /// True if another article leads its story: the original or, if that is unknown, the first one. Feeds that show each story
    /// once leave this one out.
    /// </summary>
    public bool IsRepost { get; set; }

    /// <summary>The hash of title and text, which differs if the substance differs.</summary>
    public required string ContentHash { get; set; }

    /// <summary>Its log entries; loaded only where they are written.</summary>
    internal List<Revision> Log { get; } = [];

    /// <summary>The number of its latest revision in the log.</summary>
    public long Revision { get; set; }

    /// <summary>When the source withdrew it; it then leaves the feeds.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>The kind of withdrawal; null unless withdrawn. See <see cref="Withdrawal"/>.</summary>
    public WithdrawalKind? WithdrawnAs { get; set; }

    /// <summary>
    /// The reason for the withdrawal, for the operator and <c>at:comment</c>: <c>gone: 404</c>, <c>notice: 撤稿声明…</c>; null unless
    /// withdrawn.
    /// </summary>
    public string? WithdrawnReason { get; set; }

    /// <summary>
    /// When the subject of its alert ended: it is no longer urgent, and sent alerts are struck through with an audible reply.
    /// Equal to <see cref="FirstSeenAt"/> for an article that reported an end when it was first seen.
    /// </summary>
    public DateTimeOffset? EndedAt { get; set; }

    public AlertEnd? EndedAs { get; set; }

    /// <summary>Who reports the end. See <see cref="EndEvidence"/>.</summary>
    public EndedByKind? EndedBy { get; set; }

    /// <summary>
    /// The words that report the end: <c>edit: …</c>, <c>entry: …</c> (its entry in a list or a feed alone), <c>notice: …</c>
    /// (another article of its source), <c>story: …</c> (the source that leads its story). It begins with <c>not repeated by its
    /// entry:</c> if the last poll did not show the words of the entry again; the next one then takes the end back.
    /// </summary>
    public string? EndedReason { get; set; }

    /// <summary>
    /// When picture, name and telephone of a person who was found were removed; later texts of its source are ignored.
    /// </summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    /// <summary>True if it alerted and its subject has ended since.</summary>
    public bool HasEnded => EndedAt > FirstSeenAt;

    /// <summary>True if its title says that a person is looked for, missing or wanted: it then holds personal data.</summary>
    public bool SeeksPerson => AlertSubject.SeeksPerson(Title);

    /// <summary>True if the operator took it down: <see cref="WithdrawnReason"/> is then the reason that readers see.</summary>
    public bool IsTakenDown { get; set; }

    /// <summary>True if its source was unlisted when it was read: only followers of the source may see it (ADR 86).</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>True if its source licensed only an excerpt when it was read.</summary>
    public bool IsExcerptOnly { get; set; }

    /// <summary>
    /// True if its text was read from its page. The page of an article that came complete with a feed words it differently.
    /// </summary>
    public bool TextIsOfPage { get; set; }

    /// <summary>The publication date with the offset that its source stated.</summary>
    public DateTimeOffset? Published => PublishedAt?.ToOffset(TimeSpan.FromMinutes(PublishedOffsetMinutes));

    /// <summary>The time of the last substantial change, else of publication, else of discovery.</summary>
    public DateTimeOffset Updated => ModifiedAt ?? PublishedAt ?? FirstSeenAt;
}

public sealed record ArticleLink(string Title, string Url);

public sealed record ArticleAttachment(string Url, string? MimeType, string? Title, long? SizeInBytes, int? DurationInSeconds);

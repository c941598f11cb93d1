using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles;

/// <summary>A stored item: what one source told, normalised. Its identity never changes; its content may be corrected.</summary>
public sealed class Article
{
    public long Id { get; init; }

    /// <summary>Derived from source and identity alone, so that feeds keep their GUIDs after a re-import.</summary>
    public required Guid PublicId
    {
        get;
        init
        {
            field = value;
            // A story of its own, until it is found to tell another's.
            if (StoryId == Guid.Empty)
                StoryId = value;
        }
    }

    public required string SourceId { get; init; }

    /// <summary>See <see cref="Articles.Identity.ArticleIdentity"/>. Unique within its source.</summary>
    public required string Identity { get; init; }

    /// <summary>Absolute http(s) address; null for feed items without a link.</summary>
    public string? Url { get; set; }

    public required string Title { get; set; }

    /// <summary>Sanitised HTML; empty when the source gave none.</summary>
    public string ContentHtml { get; set; } = "";

    public string ContentText { get; set; } = "";

    public string? Summary { get; set; }

    public string? ImageUrl { get; set; }

    /// <summary>In UTC; see <see cref="PublishedOffsetMinutes"/> for the offset the source stated.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public int PublishedOffsetMinutes { get; set; }

    /// <summary>False when the source stated a day but no time.</summary>
    public bool PublishedHasTime { get; set; }

    /// <summary>What <see cref="PublishedAt"/> was read from; null where it is null.</summary>
    public DateOrigin? PublishedOrigin { get; set; }

    public DateTimeOffset? ModifiedAt { get; set; }

    /// <summary>What <see cref="ModifiedAt"/> was read from; null where it is the time at which a change was seen.</summary>
    public DateOrigin? ModifiedOrigin { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>What lists are ordered by: the time of publication where that is plausible, else that of discovery.</summary>
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

    /// <summary>Where it is about: its source's own region, and those that it names or whose rules it meets.</summary>
    public List<ArticleRegion> Regions { get; init; } = [];

    /// <summary>Who speaks besides its source's own publisher: whom it names as its origin.</summary>
    public List<ArticlePublisher> Publishers { get; init; } = [];

    /// <summary>The most urgent priority of its categories.</summary>
    public Priority Priority { get; set; } = Priority.Normal;

    public string? PublisherId { get; set; }

    public string? RegionId { get; set; }

    /// <summary>
    /// The story it tells: the <see cref="PublicId"/> of the article that told it first, its own where it stands alone.
    /// A feed that shows each story once uses it as the entry's id, so that the entry stays when another article comes to lead.
    /// </summary>
    public Guid StoryId { get; set; }

    /// <summary>
    /// Another article leads its story: the original, or where nobody knows that, the first. Feeds that show each story once leave it out.
    /// </summary>
    public bool IsRepost { get; set; }

    /// <summary>Hash of title and text: differs when the substance differs.</summary>
    public required string ContentHash { get; set; }

    /// <summary>Its entries in the log; loaded only where they are written.</summary>
    internal List<Revision> Log { get; } = [];

    /// <summary>Number of its latest revision in the log.</summary>
    public long Revision { get; set; }

    /// <summary>Set when the source withdrew it; it then leaves the feeds.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>What withdrew it; null unless withdrawn. See <see cref="Withdrawal"/>.</summary>
    public WithdrawalKind? WithdrawnAs { get; set; }

    /// <summary>
    /// Why it is withdrawn, for the operator and <c>at:comment</c>: <c>gone: 404</c>, <c>notice: 撤稿声明…</c>; null unless withdrawn.
    /// </summary>
    public string? WithdrawnReason { get; set; }

    /// <summary>
    /// What it alerted of is over since then: it is no longer urgent, and sent alerts are struck with an audible answer.
    /// Equal to <see cref="FirstSeenAt"/> for what told of an end itself when it was first seen.
    /// </summary>
    public DateTimeOffset? EndedAt { get; set; }

    public AlertEnd? EndedAs { get; set; }

    /// <summary>Who says so. See <see cref="EndEvidence"/>.</summary>
    public EndedByKind? EndedBy { get; set; }

    /// <summary>
    /// The words that say so: <c>edit: …</c>, <c>notice: …</c> (another article of its source), <c>story: …</c> (the source that leads its
    /// story).
    /// </summary>
    public string? EndedReason { get; set; }

    /// <summary>Picture, name and telephone of who was found were taken out then; what its source says since is not taken in.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    /// <summary>It alerted of something that has come to its end since.</summary>
    public bool HasEnded => EndedAt > FirstSeenAt;

    /// <summary>The operator took it down, not its source: <see cref="WithdrawnReason"/> is then the reason that readers see.</summary>
    public bool IsTakenDown { get; set; }

    /// <summary>Its source licensed no more than an excerpt when it was read.</summary>
    public bool IsExcerptOnly { get; set; }

    /// <summary>Was its text read from its page? The page of one that came whole with a feed says the same in other words.</summary>
    public bool TextIsOfPage { get; set; }

    /// <summary>The time of publication with the offset its source stated.</summary>
    public DateTimeOffset? Published => PublishedAt?.ToOffset(TimeSpan.FromMinutes(PublishedOffsetMinutes));

    /// <summary>The time of the last substantial change, or that of publication, or that of discovery.</summary>
    public DateTimeOffset Updated => ModifiedAt ?? PublishedAt ?? FirstSeenAt;
}

public sealed record ArticleLink(string Title, string Url);

public sealed record ArticleAttachment(string Url, string? MimeType, string? Title, long? SizeInBytes, int? DurationInSeconds);

/// <summary>One category of one article, and why it is there.</summary>
public sealed class ArticleCategory
{
    public long ArticleId { get; init; }

    /// <summary>A path such as <c>alerts/missing</c>.</summary>
    public required string CategoryId { get; init; }

    /// <summary><c>source</c>, <c>title: 寻人</c>, <c>path: /edu/</c>, <c>story: SOURCE</c>…</summary>
    public required string Reason { get; init; }

    /// <summary>The source of the other article of its story for which it is here; null where it is here by itself.</summary>
    public string? ViaStoryOf { get; init; }
}

/// <summary>One region of one article, and why it is there.</summary>
public sealed class ArticleRegion
{
    public long ArticleId { get; init; }

    public required string RegionId { get; init; }

    /// <summary><c>source</c>, <c>title: 邹城市</c>, <c>word: …</c>, <c>story: SOURCE</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The source of the other article of its story for which it is here; null where it is here by itself.</summary>
    public string? ViaStoryOf { get; init; }
}

/// <summary>One publisher of one article besides its source's own, and why.</summary>
public sealed class ArticlePublisher
{
    public long ArticleId { get; init; }

    public required string PublisherId { get; init; }

    /// <summary><c>origin: 济宁市公安局</c>.</summary>
    public required string Reason { get; init; }
}

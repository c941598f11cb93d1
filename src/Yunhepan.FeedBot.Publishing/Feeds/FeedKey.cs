using System.Globalization;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>Identifies one document that can be requested.</summary>
/// <param name="BaseUrl">The address of the service, without a trailing slash.</param>
internal readonly record struct FeedKey(FeedTopic Topic, FeedFormat Format, string BaseUrl)
{
    /// <summary>The number of items, if another than the default is requested.</summary>
    public int? Items { get; init; }

    /// <summary>The cursor of an archive document; null for the feed itself.</summary>
    public long? Before { get; init; }

    /// <summary>The revision after which items are requested: RFC 3229 with the instance manipulation "feed".</summary>
    public long? Since { get; init; }

    public bool IsArchive => Before is not null;

    /// <summary>The document's own address; a partial document states that of the whole.</summary>
    public string SelfUrl
    {
        get
        {
            var path = Topic.FeedPath(Format);
            var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            if (Before is { } before)
                return string.Create(CultureInfo.InvariantCulture, $"{BaseUrl}{path}{joint}before={before}");
            return Items is { } items ? string.Create(CultureInfo.InvariantCulture, $"{BaseUrl}{path}{joint}n={items}") : BaseUrl + path;
        }
    }

    public FeedKey Archive(long before) => this with { Items = null, Before = before, Since = null };

    public FeedKey Whole => this with { Items = null, Before = null, Since = null };
}

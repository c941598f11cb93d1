namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>
/// A format that feeds are served in. A new one is a class that says all of this, and its place in <see cref="All"/>:
/// addresses, pages and the headers of answers are made from that list.
/// </summary>
internal abstract class FeedFormat
{
    public static FeedFormat Rss { get; } = new RssFormat();

    public static FeedFormat Atom { get; } = new AtomFormat();

    public static FeedFormat Json { get; } = new JsonFormat();

    /// <summary>All formats, in the order in which pages offer them.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = [Rss, Atom, Json];

    /// <summary>What the addresses of its feeds end in, without the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>The name on buttons.</summary>
    public abstract string Name { get; }

    /// <summary>The name where there is room.</summary>
    public virtual string FullName => Name;

    public abstract string MediaType { get; }

    /// <summary>True when the format can say that an article was withdrawn.</summary>
    public abstract bool HasRetractions { get; }

    /// <summary>True when readers of this format ask for only a part of a feed (RFC 3229).</summary>
    public abstract bool HasDeltas { get; }

    /// <summary>Returns the document as bytes; equal documents give equal bytes.</summary>
    public abstract byte[] Write(FeedDocument document);

    /// <summary>Returns the format whose addresses end in this extension, or null when there is none.</summary>
    public static FeedFormat? Find(string extension) => All.FirstOrDefault(f => f.Extension == extension);
}

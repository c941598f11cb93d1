namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>
/// A format of feeds. A new format is one class with these members and an entry in <see cref="All"/>, from which addresses, pages
/// and response headers are made.
/// </summary>
internal abstract class FeedFormat
{
    public static FeedFormat Rss { get; } = new RssFormat();

    public static FeedFormat Atom { get; } = new AtomFormat();

    public static FeedFormat Json { get; } = new JsonFormat();

    /// <summary>All formats, in the order in which pages offer them.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = [Rss, Atom, Json];

    /// <summary>The extension of its feeds' addresses, without the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>The name on buttons.</summary>
    public abstract string Name { get; }

    /// <summary>The long name.</summary>
    public virtual string FullName => Name;

    public abstract string MediaType { get; }

    /// <summary>True if the format can report that an article was withdrawn.</summary>
    public abstract bool HasRetractions { get; }

    /// <summary>True if readers of this format request parts of a feed (RFC 3229).</summary>
    public abstract bool HasDeltas { get; }

    /// <summary>Returns the document as bytes; equal documents give equal bytes.</summary>
    public abstract byte[] Write(FeedDocument document);

    /// <summary>Returns the format with this extension, or null if there is none.</summary>
    public static FeedFormat? Find(string extension) => All.FirstOrDefault(f => f.Extension == extension);
}

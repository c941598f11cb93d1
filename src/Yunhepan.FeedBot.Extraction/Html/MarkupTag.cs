using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>What a tag means for the sanitiser, for the text, and for the elements around it.</summary>
[Flags]
internal enum TagTraits
{
    None = 0,

    /// <summary>The sanitiser writes the element; all others give way to their content.</summary>
    Kept = 1,

    /// <summary>The sanitiser removes the element with its content, which is not text for a reader.</summary>
    Dropped = 1 << 1,

    /// <summary>A line of its own in the text.</summary>
    Block = 1 << 2,

    /// <summary>Its content is not part of the text.</summary>
    Unseen = 1 << 3,

    /// <summary>It has neither content nor an end tag.</summary>
    Void = 1 << 4,

    /// <summary>Its start tag ends an open paragraph.</summary>
    EndsParagraph = 1 << 5,

    /// <summary>It keeps the end tags inside it from closing elements outside ("special" in the HTML standard).</summary>
    Special = 1 << 6,

    /// <summary>If it is left open, it is repeated in the following blocks.</summary>
    Format = 1 << 7,

    Heading = 1 << 8,

    /// <summary>A list, inside which an item cannot close an item of the list around it.</summary>
    List = 1 << 9,

    /// <summary>A table, a group of its rows or a row, which hold only each other and cells.</summary>
    Table = 1 << 10,

    RowGroup = 1 << 11,

    Cell = 1 << 12,

    /// <summary>Its content is no markup.</summary>
    Raw = 1 << 13,

    /// <summary>It has rules of its own, which only the tree builder knows.</summary>
    Rare = 1 << 14,
}

/// <summary>A tag as the sanitiser sees it. This list is the only one of what may be in sanitised HTML.</summary>
internal sealed record MarkupTag(string Name, TagTraits Traits)
{
    private static readonly FrozenDictionary<string, MarkupTag> Known = KnownTags();

    private static readonly FrozenDictionary<string, MarkupTag>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static readonly MarkupTag Paragraph = Known["p"];

    public static readonly MarkupTag Row = Known["tr"];

    public static readonly MarkupTag Body = Known["tbody"];

    public static MarkupTag Find(ReadOnlySpan<char> name) =>
        ByName.TryGetValue(name, out var tag) ? tag : new(name.ToString().ToLowerInvariant(), TagTraits.None);

    /// <summary>True if <see cref="NestingGuard"/> counts it among the open formats.</summary>
    public bool IsGuardedFormat { get; } = NestingGuard.IsFormat(Name);

    /// <summary>True if <see cref="NestingGuard"/> counts it among the open elements.</summary>
    public bool IsGuarded { get; } = NestingGuard.IsCounted(Name);

    public bool Is(TagTraits traits) => (Traits & traits) != TagTraits.None;

    private static FrozenDictionary<string, MarkupTag> KnownTags()
    {
        const TagTraits block = TagTraits.Block | TagTraits.EndsParagraph | TagTraits.Special, kept = TagTraits.Kept;
        (TagTraits Traits, string Names)[] groups =
        [
            (kept | TagTraits.Format, "a b big code em font i s small strike strong tt u"),
            (kept, "abbr bdi bdo cite data del dfn ins kbd mark picture q samp span sub sup time var"),
            (kept | TagTraits.Rare, "rb rtc ruby"),
            (kept | TagTraits.Rare | TagTraits.Unseen, "rp rt"),
            (kept | TagTraits.Unseen, "audio video"),
            (kept | block, "address article aside blockquote center details div dl figcaption figure main p pre section summary"),
            (kept | block | TagTraits.Heading, "h1 h2 h3 h4 h5 h6"),
            (kept | block | TagTraits.List, "ol ul"),
            (kept | TagTraits.Block | TagTraits.Special, "dd dt li"),
            (kept | block | TagTraits.Table, "table"),
            (kept | TagTraits.Block | TagTraits.Special | TagTraits.Table, "tr"),
            (kept | TagTraits.Block | TagTraits.Special | TagTraits.Table | TagTraits.RowGroup, "tbody tfoot thead"),
            (kept | TagTraits.Special | TagTraits.Cell, "td th"),
            (kept | TagTraits.Block | TagTraits.Special | TagTraits.Rare, "caption"),
            (kept | TagTraits.Void | TagTraits.Special | TagTraits.Rare, "col"),
            (kept | TagTraits.Special | TagTraits.Rare, "colgroup"),
            (kept | TagTraits.Void | TagTraits.Special, "br img source wbr"),
            (kept | block | TagTraits.Void, "hr"),
            (TagTraits.EndsParagraph | TagTraits.Special, "dir fieldset footer header hgroup menu nav"),
            (TagTraits.Rare, "applet body form html image isindex keygen listing marquee nobr object plaintext search xmp"),
            (TagTraits.Void | TagTraits.Rare, "basefont"),
            (TagTraits.Dropped | TagTraits.Void | TagTraits.Special, "area base bgsound embed input link meta param track"),
            (TagTraits.Dropped | TagTraits.Special | TagTraits.Raw, "script style"),
            (TagTraits.Dropped | TagTraits.Rare, "button datalist dialog frame frameset head meter noembed noframes noscript "
                + "optgroup option portal progress select template textarea title math svg"),
        ];
        return groups.SelectMany(group => group.Names.Split(' ').Select(name => new MarkupTag(name, group.Traits)))
            .ToFrozenDictionary(tag => tag.Name, StringComparer.OrdinalIgnoreCase);
    }
}

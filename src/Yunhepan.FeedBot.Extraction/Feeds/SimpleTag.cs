using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>How a tag affects the text around it.</summary>
[Flags]
internal enum TagTraits
{
    None = 0,
    Block = 1,
    Void = 2,
    Heading = 4,
    List = 8,
}

/// <summary>A tag that <see cref="SimpleMarkup"/> reads.</summary>
internal sealed record SimpleTag(string Name, TagTraits Traits)
{
    /// <summary>All simple tags by name.</summary>
    public static readonly FrozenDictionary<string, SimpleTag>.AlternateLookup<ReadOnlySpan<char>> All = CreateAll();

    public bool Is(TagTraits trait) => (Traits & trait) != TagTraits.None;

    private static FrozenDictionary<string, SimpleTag>.AlternateLookup<ReadOnlySpan<char>> CreateAll()
    {
        (TagTraits Traits, string Names)[] groups =
        [
            (TagTraits.None, "a b big code em i s small strike strong tt u font span sub sup abbr cite kbd samp var mark del ins time dfn"),
            (TagTraits.Block, "p div blockquote li figure figcaption section article"),
            (TagTraits.Block | TagTraits.List, "ul ol"),
            (TagTraits.Block | TagTraits.Heading, "h1 h2 h3 h4 h5 h6"),
            (TagTraits.Void, "br img"),
            (TagTraits.Block | TagTraits.Void, "hr"),
        ];
        return groups.SelectMany(group => group.Names.Split(' ').Select(name => new SimpleTag(name, group.Traits)))
            .ToFrozenDictionary(tag => tag.Name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}

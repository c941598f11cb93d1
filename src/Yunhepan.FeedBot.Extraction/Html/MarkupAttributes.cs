using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>The name of an attribute that the sanitiser keeps or reads.</summary>
internal sealed class MarkupName
{
    /// <summary>The attributes of sanitised HTML; there are no others.</summary>
    private const string KeptNames = "href src srcset alt title width height colspan rowspan datetime cite lang dir start reversed value "
        + "type controls poster scope headers span open abbr";

    /// <summary>Attributes in which scripts find the address of a picture, the surest first.</summary>
    private const string SourceNames = "data-src data-original data-lazy-src data-lazyload data-lazy data-actualsrc data-echo data-url "
        + "data-original-src data-hi-res-src data-full-src data-image data-img data-croporisrc original _src lazy-src";

    private static readonly FrozenDictionary<string, MarkupName> Known =
        $"{KeptNames} {SourceNames} data-srcset data-lazy-srcset style".Split(' ')
        .Select((name, index) => new MarkupName(name, 1UL << index, isKept: KeptNames.Split(' ').Contains(name, StringComparer.Ordinal)))
        .ToFrozenDictionary(name => name.Text, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, MarkupName>.AlternateLookup<ReadOnlySpan<char>> ByText =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static readonly MarkupName Href = Known["href"], Source = Known["src"], Set = Known["srcset"], Cite = Known["cite"],
        Poster = Known["poster"], Alternative = Known["alt"], Style = Known["style"], Width = Known["width"], Height = Known["height"];

    public static readonly IReadOnlyList<MarkupName> LazySources = [.. SourceNames.Split(' ').Select(name => Known[name])];

    public static readonly IReadOnlyList<MarkupName> Sets = [Known["data-srcset"], Known["data-lazy-srcset"], Set];

    private MarkupName(string text, ulong bit, bool isKept) => (Text, Bit, IsKept) = (text, bit, isKept);

    public string Text { get; }

    /// <summary>One bit of its own, so that a set of names is a number.</summary>
    public ulong Bit { get; }

    public bool IsKept { get; }

    /// <summary>Returns the name, or null if the sanitiser has no use for it.</summary>
    public static MarkupName? Find(ReadOnlySpan<char> written) => ByText.TryGetValue(written, out var name) ? name : null;
}

/// <summary>The attributes of one tag in the order in which they are written; of two with the same name the first counts.</summary>
internal sealed class MarkupAttributes
{
    private readonly List<(MarkupName Name, string Value)> _all = [];

    private ulong _names;

    public int Count => _all.Count;

    public (MarkupName Name, string Value) this[int index] => _all[index];

    /// <summary>Returns the attributes of an element of a tree.</summary>
    public static MarkupAttributes From(IElement element)
    {
        var attributes = new MarkupAttributes();
        attributes.Read(element);
        return attributes;
    }

    public void Clear()
    {
        _all.Clear();
        _names = 0;
    }

    public void Read(IElement element)
    {
        Clear();
        foreach (var attribute in element.Attributes)
        {
            if (MarkupName.Find(attribute.Name) is { } name)
                Add(name, attribute.Value);
        }
    }

    public bool Has(MarkupName name) => (_names & name.Bit) != 0;

    public void Add(MarkupName name, string value)
    {
        if (Has(name))
            return;
        _names |= name.Bit;
        _all.Add((name, value));
    }

    public string? Find(MarkupName name) => Has(name) ? _all.Find(attribute => attribute.Name == name).Value : null;

    /// <summary>Replaces the value in its place, or adds it at the end.</summary>
    public void Set(MarkupName name, string value)
    {
        if (Has(name))
            _all[_all.FindIndex(attribute => attribute.Name == name)] = (name, value);
        else
            Add(name, value);
    }
}

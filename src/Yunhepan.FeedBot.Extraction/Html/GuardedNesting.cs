using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Counts the open elements as a tree builder closes them: an end tag closes what was left open inside its element, one without an
/// element closes nothing, and an item, a cell or a link ends the one before it.
/// </summary>
/// <param name="most">The number of open elements beyond which start tags are left out.</param>
internal sealed class GuardedNesting(int most)
{
    /// <summary>What a start tag ends, and the elements around which it ends nothing.</summary>
    private static readonly FrozenDictionary<string, (string[] Ended, string[] Stops)> Ending =
        new Dictionary<string, (string[] Ended, string[] Stops)>(StringComparer.Ordinal)
        {
            ["li"] = (["li"], ["ul", "ol", "table"]),
            ["dd"] = (["dd", "dt"], ["dl", "table"]),
            ["dt"] = (["dd", "dt"], ["dl", "table"]),
            ["td"] = (["td", "th"], ["table"]),
            ["th"] = (["td", "th"], ["table"]),
            ["tr"] = (["tr"], ["table"]),
            ["option"] = (["option"], ["select"]),
            ["a"] = (["a"], ["table", "td", "th"]),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Scope = ["table", "td", "th"];

    private static readonly string[] Lists = ["ul", "ol", "table"];

    private readonly List<MarkupTag> _open = [];

    private int _counted;
    private int _skipped;

    /// <summary>Takes note of a tag; returns true if it must be left out.</summary>
    public bool Skips(MarkupTag tag, bool isEnd)
    {
        if (isEnd)
            return tag.IsGuarded && _skipped > 0 ? _skipped-- > 0 : Close(tag);
        if (tag.IsGuarded && _counted >= most)
            return ++_skipped > 0;
        if (Ending.TryGetValue(tag.Name, out var ending))
            End(Find(ending.Ended, ending.Stops, stopsAtBlocks: false), isAlone: tag.Name == "a");
        else if (tag.Name == "p")
            End(Find(["p"], Scope, stopsAtBlocks: true), isAlone: false);
        if (tag.IsGuarded || tag.Name == "p" || Ending.ContainsKey(tag.Name))
            Open(tag);
        return false;
    }

    private bool Close(MarkupTag tag)
    {
        var stops = tag.Name switch { "table" => [], "li" => Lists, _ => Scope };
        End(Find([tag.Name], stops, stopsAtBlocks: false), isAlone: tag.Name is "a" or "form");
        return false;
    }

    private void Open(MarkupTag tag)
    {
        _open.Add(tag);
        _counted += tag.IsGuarded ? 1 : 0;
    }

    /// <summary>Returns the place of the innermost open element with one of these names; a negative number if there is none.</summary>
    private int Find(ReadOnlySpan<string> names, ReadOnlySpan<string> stops, bool stopsAtBlocks)
    {
        for (var place = _open.Count - 1; place >= 0; place--)
        {
            var open = _open[place];
            if (names.Contains(open.Name))
                return place;
            if (stops.Contains(open.Name) || (stopsAtBlocks && open.Is(TagTraits.Block)))
                return -1;
        }

        return -1;
    }

    private void End(int place, bool isAlone)
    {
        if (place < 0)
            return;
        var count = isAlone ? 1 : _open.Count - place;
        for (var i = place; i < place + count; i++)
            _counted -= _open[i].IsGuarded ? 1 : 0;
        _open.RemoveRange(place, count);
    }
}

/// <summary>Counts the formats that are open: only their own end tags close them, because HTML repeats them in what follows.</summary>
internal sealed class GuardedFormats(int most)
{
    private readonly List<string> _open = [];

    private int _skipped;

    /// <summary>Takes note of a tag; returns true if it must be left out.</summary>
    public bool Skips(MarkupTag tag, bool isEnd)
    {
        if (isEnd && _skipped > 0)
            return _skipped-- > 0;
        if (isEnd)
            return _open.LastIndexOf(tag.Name) is >= 0 and var place && RemoveAt(place);
        if (_open.Count >= most)
            return ++_skipped > 0;
        _open.Add(tag.Name);
        return false;
    }

    private bool RemoveAt(int place)
    {
        _open.RemoveAt(place);
        return false;
    }
}

using System.Net;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Resolves entities that a document type declares inside the document, as plain text. There are no external and no nested
/// entities, and number and length are bounded, so expansion cannot grow.
/// </summary>
internal sealed class InternalEntities
{
    private const int MostEntities = 256;

    private const int LongestName = 64;

    private const int LongestValue = 1000;

    private const int MostCharacters = 1_000_000;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private int _expanded;

    public bool IsEmpty => _values.Count == 0;

    /// <summary>Reads the declarations between the brackets of a document type.</summary>
    public void Declare(ReadOnlySpan<char> subset)
    {
        const string mark = "<!ENTITY";
        while (subset.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && _values.Count < MostEntities)
        {
            subset = subset[(at + mark.Length)..].TrimStart();
            // Declarations without a name must not each search the rest of the document for its end.
            var nameEnd = subset[..Math.Min(subset.Length, LongestName + 1)].IndexOfAny(" \t\r\n");
            if (nameEnd <= 0)
                continue;
            var name = subset[..nameEnd];
            subset = subset[nameEnd..].TrimStart();
            if (subset is not ['"' or '\'', ..])
                continue;
            var end = subset[1..].IndexOf(subset[0]);
            if (end < 0)
                return;
            if (end <= LongestValue && IsPlain(subset.Slice(1, end)))
                _values.TryAdd(name.ToString(), WebUtility.HtmlDecode(subset.Slice(1, end).ToString()));
            subset = subset[(end + 2)..];
        }
    }

    /// <summary>
    /// Returns true if the value contains no reference except by number: an entity that is made of others is ignored.
    /// </summary>
    private static bool IsPlain(ReadOnlySpan<char> value)
    {
        while (value.IndexOf('&') is >= 0 and var at)
        {
            value = value[(at + 1)..];
            if (value is not ['#', ..])
                return false;
        }

        return true;
    }

    /// <summary>Returns the text of an entity, or null if the document does not declare it.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        if (!_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value) || _expanded + value.Length > MostCharacters)
            return null;
        _expanded += value.Length;
        return value;
    }
}

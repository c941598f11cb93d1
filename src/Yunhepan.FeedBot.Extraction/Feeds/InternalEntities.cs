using System.Net;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// The entities that a document type declares inside the document, as plain text: no external ones, none inside
/// another, a bounded number of bounded length. So nothing can grow.
/// </summary>
internal sealed class InternalEntities
{
    private const int MostEntities = 256;

    private const int LongestValue = 1000;

    private const int MostCharacters = 1_000_000;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private int _expanded;

    public bool IsEmpty => _values.Count == 0;

    /// <summary>Reads the part between the brackets of a document type.</summary>
    public void Declare(ReadOnlySpan<char> subset)
    {
        const string mark = "<!ENTITY";
        while (subset.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && _values.Count < MostEntities)
        {
            subset = subset[(at + mark.Length)..].TrimStart();
            var nameEnd = subset.IndexOfAny(" \t\r\n");
            if (nameEnd <= 0 || nameEnd > 64)
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

    /// <summary>No reference but by number: an entity made of others is left alone.</summary>
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

    /// <summary>The text of an entity, or null when the document does not declare it.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        if (!_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value) || _expanded + value.Length > MostCharacters)
            return null;
        _expanded += value.Length;
        return value;
    }
}

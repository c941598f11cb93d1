using System.Globalization;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Reads a <c>srcset</c>: the addresses of one picture in several sizes.</summary>
internal static class SourceSet
{
    private const int MostCandidates = 64;

    /// <summary>Returns the set with absolute addresses and without those that are none; null if nothing is left.</summary>
    public static string? Resolve(string? srcset, Uri? baseUrl)
    {
        if (string.IsNullOrWhiteSpace(srcset))
            return null;
        var parts = Candidates(srcset)
            .Where(c => c.Descriptor.Length == 0 || IsSize(c.Descriptor))
            .Select(c => WebAddress.Resolve(c.Address, baseUrl) is { } url ? (url + " " + c.Descriptor).TrimEnd() : null)
            .OfType<string>();
        var joined = string.Join(", ", parts);
        return joined.Length > 0 ? joined : null;
    }

    /// <summary>Returns the address of the largest size.</summary>
    public static string? LargestOf(string? srcset)
    {
        if (string.IsNullOrWhiteSpace(srcset))
            return null;
        string? best = null;
        var widest = -1.0;
        foreach (var (address, descriptor) in Candidates(srcset))
        {
            var size = double.TryParse(descriptor.AsSpan().TrimEnd("wxh"), NumberStyles.Float, CultureInfo.InvariantCulture, out var d)
                ? d : 1;
            if (size > widest && !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                (best, widest) = (address, size);
        }
        return best;
    }

    /// <summary>Returns true for <c>2x</c> and <c>640w</c>; a browser skips a candidate that states anything else.</summary>
    private static bool IsSize(ReadOnlySpan<char> descriptor) => descriptor[^1] is 'w' or 'x' or 'h'
        && double.TryParse(descriptor[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    /// <summary>
    /// Returns the candidates of a srcset. Addresses may contain commas, so a candidate ends at a comma behind a descriptor, or at one
    /// with which its address ends.
    /// </summary>
    private static IEnumerable<(string Address, string Descriptor)> Candidates(string srcset)
    {
        var at = 0;
        for (var count = 0; count < MostCandidates; count++)
        {
            while (at < srcset.Length && (srcset[at] == ',' || char.IsWhiteSpace(srcset[at])))
                at++;
            if (at == srcset.Length)
                yield break;
            var start = at;
            while (at < srcset.Length && !char.IsWhiteSpace(srcset[at]))
                at++;
            var address = srcset[start..at];
            var end = at;
            if (address[^1] != ',')
                end = srcset.IndexOf(',', at) is >= 0 and var comma ? comma : srcset.Length;
            var words = srcset[at..end].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            yield return (address.TrimEnd(','), words is [var first, ..] ? first : string.Empty);
            at = end;
        }
    }
}

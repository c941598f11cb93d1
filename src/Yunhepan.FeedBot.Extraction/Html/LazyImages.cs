using System.Globalization;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Finds the picture that a page is meant to show, wherever its scripts keep the address.</summary>
internal static class LazyImages
{
    private const int MostCandidates = 64;

    /// <summary>Replaces the placeholder before a noscript element with the fallback image inside it.</summary>
    public static void Promote(IElement noscript)
    {
        var images = noscript.QuerySelectorAll("img");
        if (images.Length == 0 && noscript.ChildElementCount == 0
            && noscript.TextContent.Contains("<img", StringComparison.OrdinalIgnoreCase))
            images = HtmlDocuments.Parse(noscript.TextContent).QuerySelectorAll("img");
        if (images.Length == 0 || noscript.Parent is not { } parent)
            return;
        var before = noscript.PreviousElementSibling;
        if (before is { LocalName: "img" } && Address(before, null) is not null)
            return;
        foreach (var image in images.Take(4))
            parent.InsertBefore(noscript.Owner!.Import(image), noscript);
        if (before is { LocalName: "img" })
            before.Remove();
    }

    /// <summary>
    /// Gives the image its real absolute address; returns false if it shows nothing, such as a tracking pixel or a placeholder.
    /// </summary>
    public static bool Settle(MarkupAttributes image, Uri? baseUrl)
    {
        if (IsPixel(image) || Address(image, baseUrl) is not { } address)
            return false;
        image.Set(MarkupName.Source, address);
        return true;
    }

    /// <summary>Returns the address of the picture; a relative one is returned unchanged if there is no base.</summary>
    public static string? Address(IElement image, Uri? baseUrl) => Address(MarkupAttributes.From(image), baseUrl);

    private static string? Address(MarkupAttributes image, Uri? baseUrl)
    {
        foreach (var name in MarkupName.LazySources)
        {
            if (image.Find(name) is { Length: > 3 } lazy && LooksLikeAddress(lazy) && Absolute(lazy, baseUrl) is { } found)
                return found;
        }

        if (image.Find(MarkupName.Source) is { Length: > 0 } source && !IsPlaceholder(source) && Absolute(source, baseUrl) is { } plain)
            return plain;
        foreach (var name in MarkupName.Sets)
        {
            if (LargestOf(image.Find(name)) is { } largest && Absolute(largest, baseUrl) is { } found)
                return found;
        }

        return null;
    }

    public static string? ResolveSrcset(string? srcset, Uri? baseUrl)
    {
        if (string.IsNullOrWhiteSpace(srcset))
            return null;
        var parts = Candidates(srcset)
            .Select(c => WebAddress.Resolve(c.Address, baseUrl) is { } url ? (url + " " + c.Descriptor).TrimEnd() : null)
            .OfType<string>();
        var joined = string.Join(", ", parts);
        return joined.Length > 0 ? joined : null;
    }

    public static bool IsPixel(IElement image) => IsPixel(MarkupAttributes.From(image));

    private static bool IsPixel(MarkupAttributes image) =>
        Size(image.Find(MarkupName.Width)) is <= 2 || Size(image.Find(MarkupName.Height)) is <= 2
        || (image.Find(MarkupName.Style) is { } style
            && IsPixelByStyle(string.Concat(style.Where(c => !char.IsWhiteSpace(c))), image.Find(MarkupName.Source)));

    private static bool IsPixelByStyle(string style, string? source) =>
        (style.Contains("display:none", StringComparison.OrdinalIgnoreCase) && source?.Contains('?', StringComparison.Ordinal) == true)
        || (StatesPixel(style, "width:") && StatesPixel(style, "height:"));

    private static bool StatesPixel(string style, string property)
    {
        var at = style.IndexOf(property, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && style[at - 1] != ';'))
            return false;
        var value = style.AsSpan(at + property.Length);
        value = value[..(value.IndexOf(';') is >= 0 and var end ? end : value.Length)];
        return value is "0" or "0px" or "1px" or "2px";
    }

    /// <summary>Returns the number of pixels that the value of a width or a height states.</summary>
    public static int? Size(string? stated) =>
        stated is not null
        && int.TryParse(stated.AsSpan().Trim().TrimEnd("px"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    private static string? Absolute(string address, Uri? baseUrl) =>
        baseUrl is null && !address.Contains(':', StringComparison.Ordinal) ? address : WebAddress.Resolve(address, baseUrl);

    private static bool LooksLikeAddress(string value) =>
        !value.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && value[0] is not ('{' or '[' or '#')
        && !value.Trim().Contains(' ', StringComparison.Ordinal)
            && (value.Contains('/', StringComparison.Ordinal) || value.Contains('.', StringComparison.Ordinal));

    private static bool IsPlaceholder(string src) =>
        src.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || src.StartsWith("about:", StringComparison.OrdinalIgnoreCase)
        || LastSegment(src) is var file && (file.StartsWith("blank.", StringComparison.OrdinalIgnoreCase)
            || file.StartsWith("spacer.", StringComparison.OrdinalIgnoreCase)
                || file.StartsWith("placeholder", StringComparison.OrdinalIgnoreCase)
            || file.StartsWith("loading.", StringComparison.OrdinalIgnoreCase)
                || file.StartsWith("grey.", StringComparison.OrdinalIgnoreCase)
            || file.StartsWith("transparent.", StringComparison.OrdinalIgnoreCase) || file is "1x1.gif" or "pixel.gif");

    private static string LastSegment(string src) => src[(src.LastIndexOf('/') + 1)..];

    private static string? LargestOf(string? srcset)
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

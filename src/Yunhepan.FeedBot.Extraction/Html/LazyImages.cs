using System.Globalization;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Finds the picture that a page is meant to show, wherever its scripts keep the address.</summary>
internal static class LazyImages
{
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
            if (SourceSet.LargestOf(image.Find(name)) is { } largest && Absolute(largest, baseUrl) is { } found)
                return found;
        }

        return null;
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
}

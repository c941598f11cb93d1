using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Returns the text that a reader would see: one line per paragraph, without markup and entities.</summary>
internal static class PlainText
{
    private static readonly HashSet<string> Blocks = new(
        ("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 "
            + "h2 h3 "
        + "h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary table tbody tfoot thead tr ul")
            .Split(' '),
        StringComparer.Ordinal);

    private static readonly HashSet<string> Unseen = new(
        "script style template noscript head svg math iframe object textarea select rt rp audio video canvas".Split(' '),
        StringComparer.Ordinal);

    /// <summary>Returns plain text with one line for each paragraph.</summary>
    public static string FromHtml(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
            return Tidy(html);
        return HtmlDocuments.Parse("<!doctype html><body>" + html).Body is { } body ? FromNode(body) : string.Empty;
    }

    /// <summary>Returns plain text on a single line, for titles and names.</summary>
    public static string FromHtmlInline(string html) => OnOneLine(FromHtml(html));

    internal static bool IsBlock(string localName) => Blocks.Contains(localName);

    internal static bool IsUnseen(string localName) => Unseen.Contains(localName);

    internal static string FromNode(INode node)
    {
        // Most links, labels and names consist of one text node.
        if (node.ChildNodes is [IText { Data: var data }] && SeenText.IsTidy(data))
            return data;
        using var text = new SeenText(0);
        Append(node, text, false);
        return text.ToString();
    }

    internal static string InlineFromNode(INode node) => OnOneLine(FromNode(node));

    /// <summary>
    /// Collapses runs of blanks into one; a line break in the markup between two Chinese characters is removed.
    /// </summary>
    internal static string OnOneLine(string text)
    {
        if (SeenText.IsTidy(text))
            return text;
        using var line = new PooledText(text.Length);
        SeenText.AppendOnOneLine(text, line);
        return line.ToString();
    }

    private static void Append(INode node, SeenText text, bool preformatted)
    {
        // By index: asking a node for its next sibling searches its parent, which is quadratic on wide elements.
        foreach (var child in node.ChildNodes)
        {
            if (child is IText { Data: var data })
                AppendData(data, text, preformatted);
            else if (child is IElement element && !Unseen.Contains(element.LocalName))
                AppendElement(element, text, preformatted);
        }
    }

    private static void AppendElement(IElement element, SeenText text, bool preformatted)
    {
        var name = element.LocalName;
        if (name == "br")
        {
            text.AppendAsIs("\n");
            return;
        }

        // Blogs replace the emoji that their authors type with images.
        if (name == "img" && element.GetAttribute("alt") is { } alt && IsEmoji(alt))
            text.AppendAsIs(alt);
        var isBlock = Blocks.Contains(name);
        if (isBlock)
            text.AppendAsIs("\n");
        Append(element, text, preformatted || name is "pre" or "xmp" or "listing");
        if (isBlock)
            text.AppendAsIs("\n");
        else if (name is "td" or "th")
            text.AppendAsIs("\t");
    }

    private static void AppendData(ReadOnlySpan<char> data, SeenText text, bool preformatted)
    {
        if (preformatted)
            text.AppendAsIs(data);
        else
            text.Append(data);
        text.EndNode();
    }

    internal static string Tidy(string text) => SeenText.IsTidy(text) ? text : SeenText.Tidy(text);

    /// <summary>Returns true for an image that represents one character: its alternative text consists of symbols.</summary>
    internal static bool IsEmoji(string alt)
    {
        if (alt.Length is 0 or > 24 || alt.AsSpan().IndexOfAnyExceptInRange('\u2000', '\uffff') >= 0)
            return false;
        foreach (var rune in alt.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.NonSpacingMark or UnicodeCategory.Format
                or UnicodeCategory.EnclosingMark))
                return false;
        }

        return true;
    }
}

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
        if (node.ChildNodes is [IText { Data: var data }] && IsTidy(data))
            return data;
        var text = new StringBuilder();
        Append(node, text, false);
        return Tidy(text.ToString());
    }

    /// <summary>
    /// Returns true if nothing in the text would be removed or changed: only single blanks, none at the ends, no invisible
    /// characters.
    /// </summary>
    private static bool IsTidy(string text)
    {
        var wasBlank = true;
        foreach (var c in text)
        {
            if (c == ' ' ? wasBlank : c < ' ' || c > '~' && (IsBlank(c) || IsInvisible(c)))
                return false;
            wasBlank = c == ' ';
        }
        return !wasBlank || text.Length == 0;
    }

    internal static string InlineFromNode(INode node) => OnOneLine(FromNode(node));

    /// <summary>
    /// Collapses runs of blanks into one; a line break in the markup between two Chinese characters is removed.
    /// </summary>
    internal static string OnOneLine(string text)
    {
        if (IsTidy(text))
            return text;
        var line = new StringBuilder(text.Length);
        var blank = false;
        foreach (var c in text)
        {
            if (IsBlank(c))
            {
                blank = line.Length > 0;
                continue;
            }
            if (IsInvisible(c))
                continue;
            if (blank)
                line.Append(' ');
            blank = false;
            line.Append(c);
        }
        return line.ToString();
    }

    private static void Append(INode node, StringBuilder text, bool preformatted)
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

    private static void AppendElement(IElement element, StringBuilder text, bool preformatted)
    {
        var name = element.LocalName;
        if (name == "br")
        {
            text.Append('\n');
            return;
        }

        // Blogs replace the emoji that their authors type with images.
        if (name == "img" && element.GetAttribute("alt") is { } alt && IsEmoji(alt))
            text.Append(alt);
        var isBlock = Blocks.Contains(name);
        if (isBlock)
            text.Append('\n');
        Append(element, text, preformatted || name is "pre" or "xmp" or "listing");
        if (isBlock)
            text.Append('\n');
        else if (name is "td" or "th")
            text.Append('\t');
    }

    internal static void AppendData(ReadOnlySpan<char> data, StringBuilder text, bool preformatted = false)
    {
        if (preformatted)
        {
            text.Append(data);
            return;
        }
        for (var i = 0; i < data.Length; i++)
        {
            var run = data[i..].IndexOfAny('\n', '\r');
            text.Append(run < 0 ? data[i..] : data.Slice(i, run));
            if (run < 0)
                return;
            i += run;
            var next = i;
            while (next < data.Length && IsBlank(data[next]))
                next++;
            // A line break in the markup between two Chinese characters is not a blank.
            if (next == data.Length || text.Length == 0 || !IsIdeographic(text[^1]) || !IsIdeographic(data[next]))
                text.Append(' ');
            i = next - 1;
        }
    }

    internal static string Tidy(string text)
    {
        if (IsTidy(text))
            return text;
        var tidy = new StringBuilder(text.Length);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var start = tidy.Length;
            var blank = false;
            foreach (var c in line)
            {
                if (IsBlank(c))
                {
                    blank = tidy.Length > start;
                    continue;
                }
                if (IsInvisible(c))
                    continue;
                if (tidy.Length == start && start > 0)
                    tidy.Append('\n');
                else if (blank)
                    tidy.Append(' ');
                blank = false;
                tidy.Append(c);
            }
        }
        return tidy.ToString();
    }

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

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u00a0' or '\u3000';

    private static bool IsInvisible(char c) =>
        c is '\u200b' or '\ufeff' or '\u00ad' or '\u2060' or '\ufffe' or '\uffff' || char.IsControl(c);

    private static bool IsIdeographic(char c) =>
        c is >= '\u3400' and <= '\u9fff' or >= '\u3001' and <= '\u30ff' or >= '\uff01' and <= '\uff5e' or '“' or '”';
}

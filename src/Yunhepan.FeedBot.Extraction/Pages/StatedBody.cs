using System.Net;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads the text that JSON-LD states as <c>articleBody</c>, for pages that show none before their scripts run.</summary>
internal static class StatedBody
{
    private const int ShortestText = 200;

    /// <summary>The stated text replaces a shown text that is this many times shorter: a teaser, a notice, the footer.</summary>
    private const int Part = 4;

    /// <summary>Returns the stated text if the page shows almost none of it, and otherwise what was read from the page.</summary>
    public static (string Html, string Text) InsteadOf((string Html, string Text) read, PageContext page)
    {
        if (page.Metadata.Article?.Text is not { } stated
            || stated.Length < ShortestText || TextWeight.Measure(stated) < TextWeight.Measure(read.Text) * Part)
            return read;
        // Some sites state it as HTML, most as plain text with line breaks between paragraphs.
        var html = stated.Contains("</", StringComparison.Ordinal) ? stated : HtmlMarkup.Paragraphs(WebUtility.HtmlDecode(stated));
        var (sanitised, text) = HtmlSanitizing.Read(html, page.BaseUrl);
        return TextWeight.Measure(text) < TextWeight.Measure(read.Text) * Part ? read : (sanitised, text);
    }
}

using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Expands lists whose entries are CDATA records of HTML in a script of type <c>text/xml</c>, through which another script pages;
/// many sites of Chinese authorities use them. The records replace the script.
/// </summary>
internal static partial class EmbeddedRecords
{
    private const int MostScripts = 8;

    private const int MostRecords = 500;

    private const int LongestRecord = 20_000;

    /// <summary>Returns true if the document was changed.</summary>
    public static bool Unfold(IHtmlDocument document, IReadOnlyList<IHtmlScriptElement> scripts)
    {
        var isChanged = false;
        foreach (var script in scripts.Where(s => s.Type is "text/xml" or "application/xml").Take(MostScripts))
        {
            if (script.Parent is not { } parent)
                continue;
            var records = Records.Matches(script.Text).Take(MostRecords).Select(m => m.Groups["html"]).Where(h => h.Length <= LongestRecord)
                .Select(h => h.Value);
            var html = string.Concat(records);
            if (!html.Contains("<a", StringComparison.OrdinalIgnoreCase))
                continue;
            var list = document.CreateElement(html.Contains("<tr", StringComparison.OrdinalIgnoreCase) ? "table" : "ul");
            list.ReplaceInside(html);
            parent.InsertBefore(list, script);
            script.Remove();
            isChanged = true;
        }
        return isChanged;
    }

    [GeneratedRegex(
        @"<record>\s*<!\[CDATA\[(?<html>.*?)\]\]>\s*</record>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Records { get; }
}

using System.Text;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Writes a long text as the HTML of a rich message: paragraphs, the first of which is a heading. Everything else is escaped.
/// </summary>
internal static class TelegramRich
{
    private const int MaxLength = 30_000;
    private const int MaxBlocks = 450;

    public static string Render(ChatText text)
    {
        var html = new StringBuilder();
        var blocks = 0;
        foreach (var paragraph in Paragraphs(text.Cut(MaxLength)).Take(MaxBlocks))
        {
            var tag = blocks++ == 0 ? "h3" : "p";
            html.Append('<').Append(tag).Append('>');
            foreach (var span in paragraph)
                html.Append(TelegramHtml.Render(new ChatText([span])));
            html.Append("</").Append(tag).Append('>');
        }

        return html.ToString();
    }

    private static IEnumerable<IReadOnlyList<ChatSpan>> Paragraphs(ChatText text)
    {
        List<ChatSpan> paragraph = [];
        foreach (var span in text.Spans)
        {
            foreach (var (index, line) in span.Text.Split('\n').Index())
            {
                if (index > 0 && paragraph.Count > 0)
                {
                    yield return paragraph;
                    paragraph = [];
                }

                if (ChatText.HasWords(line))
                    paragraph.Add(span with { Text = line });
            }
        }

        if (paragraph.Count > 0)
            yield return paragraph;
    }
}

using System.Text;

namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>
/// Removes what Telegram never stores (carriage returns, control characters, outer white space) and moves the entities
/// accordingly.
/// </summary>
internal static class TextCleaner
{
    public static FormattedText Clean(FormattedText source)
    {
        var kept = new StringBuilder(source.Text.Length);
        var places = new int[source.Text.Length + 1];
        for (var i = 0; i < source.Text.Length; i++)
        {
            places[i] = kept.Length;
            var c = source.Text[i];
            if (c == '\r')
                continue;
            kept.Append(c < ' ' && c != '\n' ? ' ' : c);
        }

        places[^1] = kept.Length;
        var all = kept.ToString();
        var text = all.Trim(' ', '\n', '\u00A0', '\u3000', '\u200B');
        var skipped = text.Length == 0 ? all.Length : all.IndexOf(text, StringComparison.Ordinal);

        var entities = new List<TextEntity>();
        foreach (var entity in source.Entities)
        {
            var begin = Math.Clamp(places[entity.Offset] - skipped, 0, text.Length);
            var end = Math.Clamp(places[entity.End] - skipped, 0, text.Length);
            if (end > begin)
                entities.Add(entity with { Offset = begin, Length = end - begin });
        }

        return new FormattedText(text, entities);
    }
}

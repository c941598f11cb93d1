using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>
/// Finds the entities that Telegram marks automatically: commands, mentions, hashtags, e-mail addresses and web addresses.
/// </summary>
internal static partial class AutomaticEntities
{
    /// <summary>The entities of a text with the automatic ones added, in Telegram's order: by offset, longer first.</summary>
    public static IEnumerable<TextEntity> Add(FormattedText text)
    {
        var fixedOnes = text.Entities.Where(entity => entity.Type is "code" or "pre" or "text_link" or "custom_emoji").ToList();
        var found = new List<TextEntity>();
        foreach (var match in Pattern.EnumerateMatches(text.Text))
        {
            var value = text.Text.AsSpan(match.Index, match.Length);
            var type = value[0] switch
            {
                '/' => "bot_command",
                '@' => "mention",
                '#' => "hashtag",
                _ when value.Contains("://", StringComparison.Ordinal) || value.StartsWith("www.", StringComparison.OrdinalIgnoreCase) => "url",
                _ => "email",
            };
            var entity = new TextEntity(type, match.Index, match.Length);
            if (!fixedOnes.Exists(other => entity.Offset < other.End && other.Offset < entity.End))
                found.Add(entity);
        }

        return text.Entities.Concat(found).OrderBy(entity => entity.Offset).ThenByDescending(entity => entity.Length);
    }

    [GeneratedRegex(
        @"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])|(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)|(?<![\w#])#\w*\p{L}\w*|https?://[\w.-]+(?::\d+)?(?:/[^\s<>""，。；！？、）》]*)?|www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>""，。；！？、）》]*)?|(?<![\w.+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Pattern { get; }
}

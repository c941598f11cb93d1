using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat;

/// <summary>
/// Determines the language of a chat: the one its people chose; otherwise Chinese if they write Chinese; otherwise that of their
/// program or, if unknown, of the script they write.
/// </summary>
internal static class SpokenLanguage
{
    // One or two Latin words may be a name or a command.
    private const int EnoughWords = 3;

    /// <summary>The commands whose words stand in articles.</summary>
    private static readonly string[] Quoting = ["/search", "/why", "/read", "/word", "/add"];

    public static string For(Subscriber? known, ChatInput input)
    {
        if (known is { LanguageIsChosen: true })
            return known.Language;
        // The text of a button was not written by a person.
        if (!input.IsButton && HasHan(input.Text) && !Quotes(input.Text))
            return ChatTexts.Chinese;
        return known?.Language ?? (string.IsNullOrWhiteSpace(input.LanguageCode) && IsLatin(input.Text)
            ? ChatTexts.English : ChatTexts.LanguageFor(input.LanguageCode));
    }

    // Whoever searches for a word of an article writes the article's language.
    private static bool Quotes(string text) => Array.Exists(
        Quoting, command => text.StartsWith(command, StringComparison.OrdinalIgnoreCase) && text[command.Length..] is [' ' or '@', ..]);

    private static bool HasHan(string text) => text.Any(c => c is >= '\u3400' and <= '\u9fff');

    private static bool IsLatin(string text) =>
        !text.StartsWith('/') && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.All(char.IsAscii) && word.Any(char.IsAsciiLetter)) >= EnoughWords;
}

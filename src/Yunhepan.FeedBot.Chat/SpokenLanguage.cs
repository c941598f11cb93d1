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

    /// <param name="words">What the person says in words of her own; an answer, or what stands in an article, has its own language.</param>
    public static string For(Subscriber? known, ChatInput input, string words)
    {
        if (known is { LanguageIsChosen: true })
            return known.Language;
        // The text of a button was not written by a person.
        if (!input.IsButton && HasHan(words))
            return ChatTexts.Chinese;
        return known?.Language ?? (string.IsNullOrWhiteSpace(input.LanguageCode) && IsLatin(words)
            ? ChatTexts.English : ChatTexts.LanguageFor(input.LanguageCode));
    }

    private static bool HasHan(string text) => text.Any(c => c is >= '\u3400' and <= '\u9fff');

    private static bool IsLatin(string text) =>
        !text.StartsWith('/') && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.All(char.IsAscii) && word.Any(char.IsAsciiLetter)) >= EnoughWords;
}

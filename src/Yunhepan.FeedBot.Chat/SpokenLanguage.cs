using System.Buffers;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat;

/// <summary>
/// Determines the language of a chat: the one its people chose; otherwise Japanese or Chinese if they write it; otherwise that of their
/// program or, if unknown, of the words they write.
/// </summary>
internal static class SpokenLanguage
{
    // One or two Latin words may be a name or a command.
    private const int EnoughWords = 3;

    private static readonly SearchValues<char> Simplified = SearchValues.Create(
        "们这吗么样让说还对时开关门问间闻车东马见语读谢请订阅认识谁谈话发现报预听给买卖卫华单变应该电动设选择题险项页须顺风飞饭");

    // The commonest words, which other languages of this alphabet share only in part.
    private static readonly HashSet<string> SpanishWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "hola", "gracias", "de", "del", "el", "la", "los", "las", "que", "qué", "quiero", "noticias", "por", "favor", "para", "con", "una",
        "sobre", "hay", "cómo", "como", "cuándo", "dónde", "mi", "ciudad", "agua", "seguir", "buscar", "ayuda", "buenos", "buenas", "días",
    };

    /// <param name="words">What the person says in words of her own; an answer, or what stands in an article, has its own language.</param>
    public static string For(Subscriber? known, ChatInput input, string words)
    {
        if (known is { LanguageIsChosen: true })
            return known.Language;
        var presumed = known?.Language ?? ChatTexts.LanguageFor(input.LanguageCode);
        // The text of a button was not written by a person.
        if (!input.IsButton && (HasHan(words) || HasKana(words)))
            return IsJapanese(words, presumed) ? ChatTexts.Japanese : LanguageTag.IsChinese(presumed) && IsStated(known, input) ? presumed
                : ScriptOf(words);
        if (IsStated(known, input))
            return presumed;
        return IsSpanish(words) ? ChatTexts.Spanish : IsLatin(words) ? ChatTexts.English : presumed;
    }

    private static bool IsStated(Subscriber? known, ChatInput input) => known is not null || !string.IsNullOrWhiteSpace(input.LanguageCode);

    /// <summary>Returns the language of words of an unknown person.</summary>
    public static string Guess(string words) => HasKana(words) ? ChatTexts.Japanese : HasHan(words) ? ScriptOf(words)
        : IsSpanish(words) ? ChatTexts.Spanish : ChatTexts.English;

    // Most characters are the same in both; without any other the simplified ones are meant.
    private static string ScriptOf(string words) =>
        SimplifiedCharacters.Simplify(words) != words && TraditionalCharacters.WriteLetters(words) == words
            ? ChatTexts.TraditionalChinese : ChatTexts.Chinese;

    // Who reads Japanese writes none of these.
    private static bool HasSimplified(string text) => text.AsSpan().ContainsAny(Simplified);

    // Who reads Japanese may write a word in ideographs alone; who reads Chinese may name something Japanese, after words of her own.
    private static bool IsJapanese(string words, string presumed) => HasKana(words)
        ? !LanguageTag.IsChinese(presumed) || HasKana(Words.First(words.Trim()).Head)
        : presumed == ChatTexts.Japanese && !HasSimplified(words);

    private static bool HasHan(string text) => text.Any(c => c is >= '\u3400' and <= '\u9fff');

    // One の is in the names of many Chinese shops.
    private static bool HasKana(string text) =>
        text.Count(c => c is >= '\u3041' and <= '\u3096' or >= '\u30a1' and <= '\u30fa' or >= '\uff66' and <= '\uff9d') > 1;

    private static bool IsSpanish(string text) => text.AsSpan().ContainsAny("¿¡ñÑ")
        || text.Split([' ', ',', '.', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries).Count(SpanishWords.Contains) > 1;

    private static bool IsLatin(string text) =>
        !text.StartsWith('/') && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.All(char.IsAscii) && word.Any(char.IsAsciiLetter)) >= EnoughWords;
}

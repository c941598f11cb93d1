using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Splits a text into the tokens of the date grammar in one pass.</summary>
internal static class DateTokenizer
{
    /// <summary>Chinese numerals count as numbers only before one of these: 一 alone is a word.</summary>
    private const string Units = "年月日号號时時点點分秒天小个個周週星前";

    public static List<DateToken> Read(string text)
    {
        var tokens = new List<DateToken>(Math.Min(text.Length, 64) + 1);
        for (var at = 0; at < text.Length;)
        {
            var token = ReadToken(text, at, tokens);
            tokens.Add(token);
            at = token.End;
        }

        return tokens;
    }

    private static DateToken ReadToken(string text, int at, List<DateToken> before)
    {
        var c = Narrow(text[at]);
        if (char.IsAsciiDigit(c))
            return ReadNumber(text, at);
        if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u200E' or '\u200F')
            return new(
                DateTokenKind.Space, at,
                EndOfRun(text, at, static c => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u200E' or '\u200F'));
        if (ChineseNumerals.IsNumeral(c) && ReadChineseNumber(text, at, before) is { } number)
            return number;
        if (IsCjk(c) || c is '〇' or '○')
            return new(DateTokenKind.Cjk, at, at + 1, Mark: c);
        if (char.IsLetter(c))
        {
            var end = EndOfRun(
                text, at, static c => (char.IsLetter(c) && !IsCjk(c))
                || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
            return new(DateTokenKind.Word, at, end, Text: WordFolding.Fold(text.AsSpan(at, end - at)));
        }

        return new(DateTokenKind.Symbol, at, at + 1, Mark: c);
    }

    private static DateToken ReadNumber(string text, int at)
    {
        var end = EndOfRun(text, at, char.IsAsciiDigit);
        if (end - at > 17)
            return new(DateTokenKind.Number, at, end, -1, end - at);
        long value = 0;
        for (var i = at; i < end; i++)
            value = (value * 10) + (Narrow(text[i]) - '0');
        return new(DateTokenKind.Number, at, end, value, end - at);
    }

    private static DateToken? ReadChineseNumber(string text, int at, List<DateToken> before)
    {
        // The numeral of 星期三 and 周三 names a weekday, even before 十点.
        if (before is [.., { Kind: DateTokenKind.Cjk, Mark: '期' or '周' or '週' or '拜' }])
            return null;
        var end = EndOfRun(text, at, ChineseNumerals.IsNumeral);
        var afterBlank = end;
        while (afterBlank < text.Length && text[afterBlank] == ' ')
            afterBlank++;
        if (end - at > 6 || afterBlank >= text.Length || !Units.Contains(text[afterBlank]))
            return null;
        var value = ChineseNumerals.Read(text.AsSpan(at, end - at), out var digits);
        return value < 0 ? null : new(DateTokenKind.Number, at, end, value, digits);
    }

    private static int EndOfRun(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(Narrow(text[at])))
            at++;
        return at;
    }

    private static bool IsCjk(char c) =>
        c is (>= '\u4E00' and <= '\u9FFF') or (
            >= '\u3400' and <= '\u4DBF') or (>= '\u3040' and <= '\u30FF') or (>= '\uAC00' and <= '\uD7AF');

    /// <summary>Converts full-width forms and digits of other scripts to ASCII, one character for one.</summary>
    private static char Narrow(char c) => c switch
    {
        < '\u0080' => c,
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' => ' ',
        '\u2212' or '\u2010' or '\u2011' or '\u2013' => '-',
        '\u2236' or '\uFE55' => ':',
        '、' => ',',
        '。' => '.',
        >= '\u0660' and <= '\u0669' => (char)(c - 0x0660 + '0'),
        >= '\u06F0' and <= '\u06F9' => (char)(c - 0x06F0 + '0'),
        >= '\u0966' and <= '\u096F' => (char)(c - 0x0966 + '0'),
        _ => c,
    };
}

/// <summary>Folds words to the form in the name tables: lower case without diacritics.</summary>
internal static class WordFolding
{
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (word.Length > 40)
            word = word[..40];
        Span<char> lower = stackalloc char[word.Length];
        if (Ascii.IsValid(word))
        {
            Ascii.ToLower(word, lower, out _);
            return new string(lower);
        }

        var kept = new StringBuilder(word.Length);
        foreach (var c in WithoutSurrogates(word).Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                kept.Append(char.ToLowerInvariant(c == 'ı' ? 'i' : c));
        }

        return kept.ToString();
    }

    /// <summary>Removes lone surrogates and U+FFFE, which broken documents contain and which Normalize refuses.</summary>
    private static string WithoutSurrogates(ReadOnlySpan<char> word)
    {
        var kept = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (!char.IsSurrogate(c) && c < '\uFFFE')
                kept.Append(c);
        }

        return kept.ToString();
    }
}

namespace Yunhepan.FeedBot.Extraction.Dates;

internal enum DateTokenKind
{
    /// <summary>A run of digits, or of Chinese numerals before a unit.</summary>
    Number,

    /// <summary>A run of letters of an alphabet, lower-cased and without diacritics.</summary>
    Word,

    /// <summary>One character of Chinese, Japanese or Korean.</summary>
    Cjk,

    /// <summary>One punctuation mark.</summary>
    Symbol,

    /// <summary>A run of blanks.</summary>
    Space,

    /// <summary>The end of the text.</summary>
    End,
}

/// <param name="Kind">What kind of token this is.</param>
/// <param name="Start">Index of the first character.</param>
/// <param name="End">Index after the last character.</param>
/// <param name="Value">The value of a number; -1 if it has too many digits.</param>
/// <param name="Digits">The number of digits of a number.</param>
/// <param name="Mark">The character of a symbol or a CJK token, half-width.</param>
/// <param name="Text">The text of a word.</param>
internal readonly record struct DateToken(
    DateTokenKind Kind, int Start, int End, long Value = 0, int Digits = 0, char Mark = '\0', string? Text = null)
{
    public bool Is(char mark) => Mark == mark && Kind is DateTokenKind.Symbol or DateTokenKind.Cjk && Mark == mark;

    public bool IsNumber(int minDigits, int maxDigits) =>
        Kind == DateTokenKind.Number && Digits >= minDigits && Digits <= maxDigits && Value >= 0;

    public bool IsWord(string word) => Text == word;
}

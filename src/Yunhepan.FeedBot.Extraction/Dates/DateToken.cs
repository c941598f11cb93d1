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

    /// <summary>Beyond the end.</summary>
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of the first character.</param>
/// <param name="End">Index after the last character.</param>
/// <param name="Value">Of a number; -1 when it has too many digits.</param>
/// <param name="Digits">How many digits a number has.</param>
/// <param name="Mark">The character of a symbol or a CJK token, half-width.</param>
/// <param name="Text">Of a word.</param>
internal readonly record struct DateToken(
    DateTokenKind Kind, int Start, int End, long Value = 0, int Digits = 0, char Mark = '\0', string? Text = null)
{
    public bool Is(char mark) => Mark == mark && Kind is DateTokenKind.Symbol or DateTokenKind.Cjk && Mark == mark;

    public bool IsNumber(int minDigits, int maxDigits) =>
        Kind == DateTokenKind.Number && Digits >= minDigits && Digits <= maxDigits && Value >= 0;

    public bool IsWord(string word) => Text == word;
}

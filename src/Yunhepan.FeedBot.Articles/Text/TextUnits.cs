using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// A text as a sequence of meaningful units: each ideograph, kana or hangul, and each word or number of other scripts. Spacing,
/// punctuation, case and width do not count. Units are stable hashes, because data derived from them is stored.
/// </summary>
public sealed class TextUnits
{
    /// <summary>The maximum number of units; more would cost time and change no decision.</summary>
    public const int Most = 2_000;

    private const uint Start = 2_166_136_261;

    private static readonly SearchValues<char> ChineseDigits = SearchValues.Create("〇零一二三四五六七八九十百千万亿两");

    private readonly string _text;
    private readonly uint[] _units;
    private readonly Kind[] _kinds;
    private readonly int[] _starts;

    private TextUnits(string text, uint[] units, Kind[] kinds, int[] starts) =>
        (_text, _units, _kinds, _starts) = (text, units, kinds, starts);

    private enum Kind : byte
    {
        Word,
        Number,
        ChineseNumber,
    }

    public int Count => _units.Length;

    public ReadOnlySpan<uint> Units => _units;

    public bool IsNumber(int index) => _kinds[index] == Kind.Number;

    /// <summary>Returns true for an ideograph that is used to write numbers, although it may be part of a word.</summary>
    public bool IsChineseNumber(int index) => _kinds[index] == Kind.ChineseNumber;

    public static TextUnits Split(string text)
    {
        List<uint> units = [];
        List<Kind> kinds = [];
        List<int> starts = [];
        uint word = Start;
        bool inWord = false, hasDigit = false;
        int at = 0, wordAt = 0;
        var folded = Folded(text);
        foreach (var rune in folded.EnumerateRunes())
        {
            if (units.Count >= Most)
                break;
            if (IsIdeograph(rune))
            {
                EndWord();
                var isNumber = rune.IsBmp && ChineseDigits.Contains((char)rune.Value);
                Add(Mix(Start, (uint)rune.Value), isNumber ? Kind.ChineseNumber : Kind.Word, at);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                var digit = Rune.IsDigit(rune);
                // "21人" and "3km" each contain a number, whatever follows it.
                if (inWord && digit != hasDigit)
                    EndWord();
                if (!inWord)
                    wordAt = at;
                word = Mix(word, (uint)Rune.ToLowerInvariant(rune).Value);
                (inWord, hasDigit) = (true, digit);
            }
            else
            {
                EndWord();
            }

            at += rune.Utf16SequenceLength;
        }

        EndWord();
        return new TextUnits(folded, [.. units], [.. kinds], [.. starts]);

        void EndWord()
        {
            if (inWord)
                Add(word, hasDigit ? Kind.Number : Kind.Word, wordAt);
            (word, inWord) = (Start, false);
        }

        void Add(uint unit, Kind kind, int start)
        {
            units.Add(unit);
            kinds.Add(kind);
            starts.Add(start);
        }
    }

    /// <summary>Returns the text of these units; the end is exclusive.</summary>
    public ReadOnlySpan<char> Between(int from, int to) => from >= to ? [] : _text.AsSpan(_starts[from]..PlaceOf(to));

    /// <summary>Returns the text before a unit, up to a length.</summary>
    public ReadOnlySpan<char> From(int index, int length) =>
        _text.AsSpan(PlaceOf(index)) is var rest && rest.Length > length ? rest[..length] : rest;

    private int PlaceOf(int index) => index < _starts.Length ? _starts[index] : _text.Length;

    /// <summary>Returns the hash of every run of <paramref name="length"/> units, in order.</summary>
    public ulong[] Shingles(int length)
    {
        if (_units.Length < length)
            return [];
        var shingles = new ulong[_units.Length - length + 1];
        for (var i = 0; i < shingles.Length; i++)
        {
            var hash = 0xCBF29CE484222325UL;
            for (var k = i; k < i + length; k++)
                hash = BitOperations.RotateLeft((hash ^ _units[k]) * 0x9E3779B97F4A7C15UL, 29);
            shingles[i] = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        }

        return shingles;
    }

    // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) by code point.
    private static uint Mix(uint hash, uint value) => (hash ^ value) * 16_777_619;

    private static string Folded(string text) =>
        text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);

    private static bool IsIdeograph(Rune rune) =>
        rune.Value >= 0x2E80 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;
}

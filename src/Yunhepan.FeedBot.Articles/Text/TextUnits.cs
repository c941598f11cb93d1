using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// A text as the sequence of its meaningful units: each ideograph, kana or hangul, each word or number of other
/// scripts. Spacing, punctuation, case and width do not count. Units are stable hashes, as what is made of them is stored.
/// </summary>
public sealed class TextUnits
{
    /// <summary>Enough to know a story by; what follows costs time and changes no verdict.</summary>
    public const int Most = 2_000;

    private const uint Start = 2_166_136_261;

    private static readonly SearchValues<char> ChineseDigits = SearchValues.Create("〇零一二三四五六七八九十百千万亿两");

    private readonly uint[] _units;
    private readonly Kind[] _kinds;

    private TextUnits(uint[] units, Kind[] kinds) => (_units, _kinds) = (units, kinds);

    private enum Kind : byte
    {
        Word,
        Number,
        ChineseNumber,
    }

    public int Count => _units.Length;

    public ReadOnlySpan<uint> Units => _units;

    public bool IsNumber(int index) => _kinds[index] == Kind.Number;

    /// <summary>Is it an ideograph that numbers are written with, though it may be part of a word?</summary>
    public bool IsChineseNumber(int index) => _kinds[index] == Kind.ChineseNumber;

    public static TextUnits Split(string text)
    {
        List<uint> units = [];
        List<Kind> kinds = [];
        uint word = Start;
        bool inWord = false, hasDigit = false;
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (units.Count >= Most)
                break;
            if (IsIdeograph(rune))
            {
                EndWord();
                Add(Mix(Start, (uint)rune.Value), rune.IsBmp && ChineseDigits.Contains((char)rune.Value) ? Kind.ChineseNumber : Kind.Word);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                var digit = Rune.IsDigit(rune);
                // "21人" and "3km" hold a number each, whatever follows it.
                if (inWord && digit != hasDigit)
                    EndWord();
                word = Mix(word, (uint)Rune.ToLowerInvariant(rune).Value);
                (inWord, hasDigit) = (true, digit);
            }
            else
            {
                EndWord();
            }
        }

        EndWord();
        return new TextUnits([.. units], [.. kinds]);

        void EndWord()
        {
            if (inWord)
                Add(word, hasDigit ? Kind.Number : Kind.Word);
            (word, inWord) = (Start, false);
        }

        void Add(uint unit, Kind kind)
        {
            units.Add(unit);
            kinds.Add(kind);
        }
    }

    /// <summary>The hash of every run of <paramref name="length"/> units, in order.</summary>
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

    // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), a code point at a time.
    private static uint Mix(uint hash, uint value) => (hash ^ value) * 16_777_619;

    private static string Folded(string text) =>
        text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);

    private static bool IsIdeograph(Rune rune) =>
        rune.Value >= 0x2E80 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;
}

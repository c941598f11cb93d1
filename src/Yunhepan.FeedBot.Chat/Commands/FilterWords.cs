using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>What is asked of a filter, as people write it (<c>+高考 -标题:培训 语言 zh</c>) or as its buttons do.</summary>
/// <param name="Choice">The options with what is asked for.</param>
/// <param name="Asks">The words that are asked for, wanted or not, and where; null if none are.</param>
/// <param name="Unclear">The words that are not understood.</param>
internal sealed record FilterWords(
    SubscriptionChoice Choice, bool IsTrial, bool Deletes, (bool Wanted, FilterField Field)? Asks, IReadOnlyList<string> Unclear)
{
    private const string FieldLetters = ".txasc";

    private static readonly string[] Trials = ["try", "test", "试", "试试", "试一下"];

    private static readonly string[] Clears = ["clear", "none", "off", "清空", "全部去掉", "不筛选", "关"];

    private static readonly char[] Separators = [' ', ',', '，', '、', ';', '；', '\n', '\r', '\t', '\u3000'];

    /// <summary>Reads the words of a person, or of a button.</summary>
    public static FilterWords Read(string text, SubscriptionChoice current)
    {
        var words = Words.Split(text);
        // The answer to a question: all words are wanted, or all are not.
        if (words.Length > 0 && AskOf(words[0]) is var (wanted, field))
            return words.Length == 1 ? new FilterWords(current, false, false, (wanted, field), [])
                : new FilterWords(
                    With(current, wanted, Listed(text[(text.IndexOf(words[0], StringComparison.Ordinal) + words[0].Length)..], field)),
                    false, false, null, []);
        var read = new FilterWords(current, false, false, null, []);
        for (var i = 0; i < words.Length; i++)
        {
            var next = i + 1 < words.Length ? words[i + 1] : null;
            if (read.With(words[i]) is { } one)
                read = one;
            else if (next is not null && IsLanguage(words[i]) && FollowOptions.LanguageOf(next) is { } language)
                (read, i) = (read with { Choice = read.Choice with { Language = language } }, i + 1);
            else
                read = read with { Unclear = [.. read.Unclear, words[i]] };
        }

        return read;
    }

    /// <summary>Returns the words of a question's button: <c>i</c> for wanted ones, <c>ot</c> for unwanted ones in the title.</summary>
    public static string Ask(bool wanted, FilterField field) =>
        (wanted ? "i" : "o") + (field == FilterField.Anywhere ? "" : FieldLetters[(int)field].ToString());

    /// <summary>Returns the words of the button that removes a word.</summary>
    public static string Remove(bool wanted, string term) => (wanted ? "x+" : "x-") + Hash(term);

    private FilterWords? With(string word)
    {
        var plain = Words.Plain(word);
        return plain switch
        {
            _ when Trials.Contains(plain) => this with { IsTrial = true },
            _ when Clears.Contains(plain) => this with
            {
                Choice = Choice with { Include = [], Exclude = [], Language = null }, Deletes = true,
            },
            "l0" or "不限语言" => this with { Choice = Choice with { Language = null }, Deletes = Choice.Language is not null },
            ['l', '=', .. var named] when FollowOptions.LanguageOf(named) is { } language =>
                this with { Choice = Choice with { Language = language } },
            "lz" or "只看中文" => this with { Choice = Choice with { Language = ChatTexts.Chinese } },
            "le" or "只看英文" => this with { Choice = Choice with { Language = ChatTexts.English } },
            ['+' or '＋', _, ..] => this with { Choice = With(Choice, true, [word[1..]]) },
            ['-' or '－', _, ..] => this with { Choice = With(Choice, false, [word[1..]]) },
            ['x', '+' or '-', _, ..] => Without(word[1] == '+', each => Hash(each) == word[2..]),
            _ => null,
        };
    }

    // A button that was pressed twice removes nothing the second time.
    private FilterWords Without(bool wanted, Func<string, bool> isMeant) => this with
    {
        Choice = wanted ? Choice with { Include = [.. Choice.Include.Where(each => !isMeant(each))] }
            : Choice with { Exclude = [.. Choice.Exclude.Where(each => !isMeant(each))] },
        Deletes = true,
    };

    private static SubscriptionChoice With(SubscriptionChoice choice, bool wanted, IEnumerable<string> words)
    {
        List<string> terms = [.. words.Select(word => FilterTerm.Parse(word).ToString())];
        return wanted ? choice with { Include = [.. choice.Include.Union(terms)] }
            : choice with { Exclude = [.. choice.Exclude.Union(terms)] };
    }

    // A pattern may contain any of the separators.
    private static IEnumerable<string> Listed(string text, FilterField field) =>
        (text.Contains('/', StringComparison.Ordinal) ? Words.Split(text)
            : text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(word => word.TrimStart('+', '＋'))
            .Where(word => word.Length > 0)
            .Select(word => field == FilterField.Anywhere ? word : new FilterTerm(field, word).ToString());

    private static bool IsLanguage(string word) => Words.Plain(word) is "语言" or "language" or "lang" or "言语" or "idioma";

    private static (bool Wanted, FilterField Field)? AskOf(string word) => word switch
    {
        "i" or "只看" or "only" => (true, FilterField.Anywhere),
        "o" or "不看" or "without" => (false, FilterField.Anywhere),
        ['i' or 'o', var letter] when FieldLetters.IndexOf(letter, StringComparison.Ordinal) is > 0 and var field =>
            (word[0] == 'i', (FilterField)field),
        _ => null,
    };

    private static string Hash(string term) => System.Buffers.Text.Base64Url.EncodeToString(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(term)).AsSpan(0, 6));
}

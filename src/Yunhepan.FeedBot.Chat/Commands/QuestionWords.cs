using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// Takes the words out of a question that an article may contain: 今天哪里停水了吗 asks about 停水. Chinese has no spaces, so the phrases
/// that only ask are cut away.
/// </summary>
internal static partial class QuestionWords
{
    private const int MostWords = 4;
    private const int MostTries = 6;

    /// <summary>
    /// Words that stand beside a subject and may also begin one, so that they are left out only when nothing is found with them.
    /// </summary>
    private static readonly string[] Perhaps = ["会", "會", "要", "能", "将", "將", "又", "还", "還", "开始", "已经"];

    private static readonly HashSet<string> English = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "has", "have", "had", "will", "would", "can",
        "could", "should", "shall", "may", "might", "there", "here", "any", "some", "what", "whats", "when", "where", "who", "whom", "why",
        "how", "which", "much", "many", "about", "of", "in", "on", "at", "to", "for", "from", "with", "by", "and", "or", "not", "no", "yet",
        "still", "today", "tomorrow", "yesterday", "tonight", "now", "news", "latest", "new", "happened", "happening", "happen", "going",
        "tell", "me", "know", "please", "i", "we", "you", "it", "its", "they", "this", "that", "these", "those", "my", "our", "your", "up",
        "out", "anything", "something", "hear", "heard", "get", "find", "want", "like", "more", "time", "near", "bot",
        "qué", "que", "cómo", "como", "cuándo", "cuando", "dónde", "donde", "quién", "cuánto", "hay", "está", "sobre", "para", "por",
        "los", "las", "del", "una", "con", "funciona", "noticias", "hoy", "ayer",
        "work", "works", "use", "used", "help", "mean", "means", "thing", "things",
    };

    /// <summary>Returns the words that a question is about; empty if the text asks nothing or is about nothing.</summary>
    public static IReadOnlyList<string> In(string text) => !Asks.IsMatch(text) ? []
        : [.. Asking.Replace(text, " ").Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Edges.Replace(word, "")).Where(IsSubject).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords)];

    /// <summary>Returns what to search for, one after another, until something is found: all words, then each, then shorter ones.</summary>
    public static IEnumerable<string> Tries(IReadOnlyList<string> words)
    {
        var shorter = words.Select(Shorter).ToList();
        return new[] { string.Join(' ', words), string.Join(' ', shorter) }
            .Concat(words.OrderByDescending(word => word.Length)).Concat(shorter.OrderByDescending(word => word.Length))
            .Where(words => words.Length > 0).Distinct().Take(MostTries);
    }

    private static string Shorter(string word)
    {
        foreach (var perhaps in Perhaps)
        {
            if (word.Length - perhaps.Length >= 2 && word.StartsWith(perhaps, StringComparison.Ordinal))
                return word[perhaps.Length..];
        }

        return word;
    }

    // One ideograph is no word to search for, and short Latin words are in every text.
    private static bool IsSubject(string word) =>
        word.Any(c => c >= '\u2E80') ? word.Length >= 2 : word.Length >= 3 && !English.Contains(word);

    private static readonly char[] Separators = [.. " \t\r\n\u3000,.!?¿¡，。！？、;；:：\"“”()（）'’"];

    [GeneratedRegex(
        @"[?？]\s*$|[吗嗎呢][。.!！]*$|什么|什麼|哪[里裡儿兒些个個天年]|怎[么麼样樣]|如何|为[什何]|為[什何]|何时|何時|几[点时号]"
            + @"|幾[點時號]|多少|多久|是否|有没有|有沒有|会不会|會不會"
            + @"|^\s*(what|when|where|who|why|how|which|is there|are there|any news|do you|did|does|has|have|will|can)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Asks { get; }

    [GeneratedRegex(
        "请问一下|请问|請問|我想知道|我想问|我想問|想知道|想问|想問|告诉我|告訴我|知不知道|知道|有没有|有沒有|是不是|会不会|會不會|能不能"
            + "|是否|为什么|為什麼|为何|為何|怎么样|怎麼樣|怎么办|怎麼辦|怎么回事|怎么|怎麼|怎样|怎樣|如何|什么时候|什麼時候|什么时间|什么|什麼"
            + "|哪里|哪裡|哪儿|哪兒|哪些|哪个|哪個|哪天|何时|何時|几点|幾點|几时|幾時|多少|多久|关于|關於|有关|有關|相关|相關|新消息|消息"
            + "|新闻|新聞|情况|情況|最近|最新|目前|现在|現在|今天|今晚|明天|昨天|今日|明日|这几天|這幾天|这里|這裡|那里",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Asking { get; }

    [GeneratedRegex("^[的在有是又我你您他她都还還了跟和]+|[的了吗嗎呢么麼啊呀吧没沒过過着著有是]+$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Edges { get; }
}

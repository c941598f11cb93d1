using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// The words for the person sought: a name, or the child, the old man, the suspect, but not people related to them.
/// </summary>
internal static partial class SoughtPerson
{
    /// <summary>Returns true if the words denote one of these names, or the person sought in general.</summary>
    public static bool IsOf(string whom, IReadOnlySet<string> names)
    {
        if (whom.Length == 0 || AnySought.IsMatch(whom) || LatinSought.IsMatch(whom))
            return true;
        foreach (var name in names.SelectMany(Forms))
        {
            if (whom.EndsWith(name, StringComparison.OrdinalIgnoreCase) && Modifier.IsMatch(whom[..^name.Length]))
                return true;
            if (Together.IsMatch(whom) && ListedBefore(whom, name))
                return true;
        }

        return false;
    }

    /// <summary>Returns the forms of a name: 王小明 is also called 小明, Tommy Baker is also called Tommy.</summary>
    private static IEnumerable<string> Forms(string name)
    {
        yield return name;
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1)
        {
            yield return words[0];
            yield return words[^1];
        }
        else if (name.Length == 3)
        {
            yield return name[1..];
        }
    }

    private static bool ListedBefore(string whom, string name) =>
        whom.IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && Modifier.IsMatch(whom[..at])
        && whom.Length > at + name.Length && "和与、及".Contains(whom[at + name.Length], StringComparison.Ordinal);

    private const string Lost = "(?:走失|失踪|失联|走丢|迷路|离家出走|出走|被拐|丢失)";

    public const string Anybody =
        "(?:走失者|走失人员|失踪者|失踪人员|失联人员|当事人|被寻人|被寻者|孩子|小孩|娃娃?|男孩|女孩|男童|女童|儿童|小朋友|小男孩|小女孩|幼童|宝宝|老人家?|老太太|老大爷|大爷|大娘|大妈|老奶奶|老爷爷|男子|女子"
            + "|少年|少女|学生|小伙子?|姑娘|人员|人|他|她|其?本人"
        + "|犯罪嫌疑人|嫌疑人|嫌犯|在逃人员|在逃嫌疑人|逃犯|通缉犯|凶手|凶犯|其|两人|二人|三人)";

    private const string Start =
        "(?:^|将|把|给|目前|现在|现|最新|消息|好消息|更新|经查|核实|确认|获悉|得知|表示|称|通报|报道|刚刚|今[天日晨晚早]|昨[天日晚夜]|警方|民警|我局|公安机关|最终|终于|经过|悬赏|通缉|追捕的?|寻找的?"
            + "|的同时|涉嫌[^，的]{1,14}的)";

    public const string Modifiers =
        "(?:该|这[名位个]|此|上述|那[名位个]|被寻|一名|[一-九两\\d]+名|\\d{1,3}岁的?|[一二三四五六七八九十]+岁的?|[六七八九]旬|年仅|" + Lost
        + "(?:[一二两三四五六七八九十多数近\\d]+[个]?(?:天|日|夜|小时|周|月))?的?|在逃(?:[一二两三四五六七八九十多数近\\d]+(?:天|日|年|月))?的?"
        + "|潜逃(?:[一二两三四五六七八九十多数近\\d]+(?:天|日|年|月))?的?|"
        + Anybody + "(?!的)|[：:\\s])";

    [GeneratedRegex(Start + "(?:" + Modifiers + ")*" + Anybody + "$", RegexOptions.None, 5_000)]
    private static partial Regex AnySought { get; }

    [GeneratedRegex("(?:" + Start + "|[和与、及])(?:" + Modifiers + ")*$", RegexOptions.None, 5_000)]
    private static partial Regex Modifier { get; }

    [GeneratedRegex("[和与、及]", RegexOptions.None, 5_000)]
    private static partial Regex Together { get; }

    [GeneratedRegex(@"(?:^|\b)(?:(?:the|this|that|missing|little|young|elderly|teenage|\d+[- ]year[- ]old|wanted|police say|say"
        + @"|says|said|confirmed|confirm)\s+)*(?:boy|girl|man|woman|child|teen|teenager|toddler|baby|person|people|he|she|they"
        + @"|suspect|fugitive)$|^(?:the|this|that) \d{1,3}[- ]year[- ]old$", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinSought { get; }
}

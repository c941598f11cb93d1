using System.Buffers;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Subjects;

/// <summary>Finds names of people by the words next to them, because a name alone proves nothing.</summary>
internal static partial class PersonNames
{
    // Characters that follow a name, or that make it another word: 和孩子, 王府前…
    private static readonly SearchValues<char> NeverInNames = SearchValues.Create("孩们者的已在于了是没和与或被到后");

    // As a complete given name these are the rest of another word: 方家, 于上.
    private static readonly SearchValues<char> NeverAGivenName = SearchValues.Create("子人家方经有上下中前时年月日");

    private static readonly HashSet<string> Words =
        ["家人", "家属", "家中", "家里", "方面", "日前", "年前", "时间", "中午", "下午", "上午", "晚上", "人员", "人民", "前往", "上海", "下落", "中学", "经查"];

    // What is said of the child: 孩子安全.
    private static readonly HashSet<string> States = ["安全", "平安", "安好", "安康"];

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Missing", "Found", "Safe", "Boy", "Girl", "Man", "Woman", "Child", "Teen", "Police", "Update", "Wanted", "Arrested", "Captured",
        "Person", "Persons",
        "Alert", "Amber", "The", "A", "An", "Has", "Have", "Been", "Is", "Was", "Home", "Alive", "Well", "Suspect", "Notice", "Located",
        "Help", "Find", "Last", "Seen",
        "In", "Custody", "And", "Year", "Old", "Elderly", "Silver", "Appeal", "Officers", "City", "County", "Department", "Search", "For",
    };

    /// <summary>Returns the people whom an article reports as sought.</summary>
    public static HashSet<string> SoughtIn(string title, string text) =>
        [.. Heading.Matches(title).Concat(Stated.Matches(text)).SelectMany(Captured), .. LatinSought.Matches(text).SelectMany(Captured)];

    /// <summary>Returns all people about whom a sentence says something, as far as they can be recognised.</summary>
    public static HashSet<string> AnyIn(string sentence) =>
        [.. Stated.Matches(sentence).Concat(Heading.Matches(sentence)).Concat(Doing.Matches(sentence))
            .SelectMany(Captured), .. Latin.Matches(sentence).SelectMany(Captured)];

    /// <summary>Returns true if the names are equal or one is a short form of the other.</summary>
    public static bool IsSame(string name, string other) =>
        name.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Captured(Match match)
    {
        var name = match.Groups["name"].Value.Trim();
        if (name.Length > 0 && char.IsAsciiLetter(name[0]))
        {
            var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !NoNames.Contains(word)).ToArray();
            if (words.Length >= 2)
                yield return string.Join(' ', words);
        }
        else if (name.Length > 1 && !name.AsSpan(1).ContainsAny(NeverInNames) && !Words.Contains(name[1..]) && !States.Contains(name)
            && !(name.Length == 2 && NeverAGivenName.Contains(name[1])))
        {
            yield return name;
        }
    }

    private const string Surname = "(?:" + ChineseSurnames.Double + "|[" + ChineseSurnames.Single + "])";

    private const string Name = "(?<name>" + Surname + @"(?:某某?|\p{IsCJKUnifiedIdeographs}{1,2}?))";
    private const string Ends = @"(?=[，,。；;、：:（(）)\s！!“”】》|]|$|男|女|现年|今年|\d)";

    // For example 寻人启事：张三, 急寻张三, 通缉令 李四, 关于悬赏通缉李四的通告
    [GeneratedRegex(
        "(?:寻人启事|寻人|急寻|寻找|寻亲|协查通报|协查|通缉令|通缉|悬赏|缉捕|敦促)[:："
        + "!！\\s—\\-|】]{0,3}(?:在逃人员|犯罪嫌疑人|嫌疑人|走失(?:老人|儿童|男孩|女孩)?|失踪(?:老人|儿童|男孩|女孩)?|\\S{0,4}(?:岁|周岁)?(?:男孩|女孩|男童|女童|老人|男子|女子|儿童"
        + "|孩子|少年|少女)?)?" + Name + @"(?=[，,。；;、：:（(）)\s！!“”】》|]|$|走失|失踪|失联|走丢|的通告|的通缉|已|平安|男|女|，)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Heading { get; }

    // For example 姓名：张三, 男孩张三, 张三，男，8岁, 名叫张三
    [GeneratedRegex("(?:姓名|走失者|走失人员|失踪者|失踪人员|失联人员|被寻人|嫌疑人姓名|名叫|名为|叫做|小名)[:：\\s]*" + Name + Ends
        + "|(?:男孩|女孩|男童|女童|儿童|孩子|老人|男子|女子|学生|少年|少女|大爷|大娘|老太太|奶奶|爷爷|患者|犯罪嫌疑人|嫌疑人|在逃人员|逃犯|被告人|走失者|失踪者)[:：\\s]*" + Name
        + @"(?=[，,。；;、：:（(）)\s！!“”】》|]|$|走失|失踪|失联|走丢|已|现已|平安|于|在|自|从|今|昨|的|被|到案|落网|归案|等|涉嫌|因|系|仍|目前|外出|离家|出走|，)"
        + "|" + Name + "[，,（(\\s]{1,2}(?:男|女)(?=[，,。；;、）)\\s性]|$)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Stated { get; }

    // For example 张三已找到, 李某落网
    [GeneratedRegex(
        @"(?<=^|[，,。；;、：:（(\s“】的]|男子|女子|老人|男孩|女孩|嫌疑人|同案犯|孩子|同学|学生)" + Name + @"(?=(?:均|都|也)?(?:已|现已|被)|平安|落网|到案|归案|找到|投案)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Doing { get; }

    [GeneratedRegex(
        @"(?i:missing|lost|wanted|named|name:|search for|searching for|find|boy|girl|man|woman|suspect|fugitive"
            + @"|years?[- ]old)[:,\s]+(?<name>\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{L}'’.-]+){1,3})"
            + @"|(?<name>\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{L}'’.-]+){1,2}), (?:aged? )?\d{1,3}\b", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex LatinSought { get; }

    [GeneratedRegex(@"(?<name>\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{L}'’.-]+)+)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Latin { get; }
}

using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The words that depend on what they are about: a number, a name, an end.</summary>
internal sealed partial record PageTexts
{
    public bool IsChinese => Tag == "zh-CN";

    /// <summary>The punctuation between a name and a statement about it.</summary>
    public string Colon => IsChinese ? "：" : ": ";

    /// <summary>The space between two sentences.</summary>
    public string Stop => IsChinese ? "。" : ". ";

    public string Articles(int count) => IsChinese ? $"{count} 篇" : count == 1 ? "1 article" : $"{count} articles";

    /// <summary>The highest number of matches that is counted; above it the page only says that there are more.</summary>
    public const int MostCounted = 1000;

    /// <param name="shown">The number of articles on the page, which are the newest.</param>
    /// <param name="total">The number of matches.</param>
    public string Found(int shown, int total) => (total > shown, total > MostCounted, IsChinese) switch
    {
        (false, _, _) => Articles(total),
        (_, false, true) => $"共 {total} 篇，这里是最新的 {shown} 篇",
        (_, false, false) => $"{total} articles; these are the newest {shown}",
        (_, true, true) => $"超过 {MostCounted} 篇，这里是最新的 {shown} 篇",
        (_, true, false) => $"More than {MostCounted} articles; these are the newest {shown}",
    };

    /// <summary>The heading of the ways to follow a topic.</summary>
    public string SubscribeTo(string name) => IsChinese ? $"订阅“{name}”" : $"Subscribe to “{name}”";

    /// <summary>The number of a complaint, by which its author and the operator speak of it, and its day.</summary>
    public string ComplaintNumber(long number, DateTimeOffset due) => IsChinese
        ? $"编号 {number}，{due:yyyy-MM-dd} 之前处理。请记下这个编号，询问时用得上。"
        : $"Number {number}, to be dealt with by {due:yyyy-MM-dd}. Please note the number, in case you want to ask about it.";

    /// <summary>Returns why a complaint cannot be accepted as it is.</summary>
    public string ProblemOf(ComplaintProblem problem) => (problem, IsChinese) switch
    {
        (ComplaintProblem.Empty, true) => "请写明投诉的内容。",
        (ComplaintProblem.Empty, false) => "Please say what the complaint is about.",
        (ComplaintProblem.TooLong, true) => $"太长了：内容不超过 {ComplaintBox.LongestText} 字，联系方式不超过 {ComplaintBox.LongestContact} 字。",
        (ComplaintProblem.TooLong, false) =>
            $"Too long: at most {ComplaintBox.LongestText} characters, and {ComplaintBox.LongestContact} for the contact.",
        (ComplaintProblem.TooMany, true) => "您刚才已提交多次，请过一会儿再试。",
        (ComplaintProblem.TooMany, false) => "You have just sent several complaints. Please try again in a while.",
        (_, true) => "待处理的投诉太多，暂时无法接收，请稍后再试。",
        (_, false) => "Too many complaints are waiting, so no more can be taken at the moment. Please try again later.",
    };

    /// <summary>Returns what a correction changed, in the words of alerts.</summary>
    public string NameOfField(ChangedField field) => (field, IsChinese) switch
    {
        (ChangedField.Title, true) => "标题",
        (ChangedField.Title, false) => "Title",
        (ChangedField.Text, true) => "正文",
        (ChangedField.Text, false) => "Text",
        (ChangedField.Number, true) => "数字",
        (ChangedField.Number, false) => "Number",
        (ChangedField.Name, true) => "姓名",
        (ChangedField.Name, false) => "Name",
        (ChangedField.Time, true) => "时间",
        (ChangedField.Time, false) => "Time",
        (ChangedField.End, true) => "状态",
        (ChangedField.End, false) => "Status",
        (ChangedField.Private, true) => "个人信息已删除",
        (ChangedField.Private, false) => "Personal data removed",
        (ChangedField.Restored, true) => "此前撤回或撤下，现已恢复",
        (ChangedField.Restored, false) => "Restored after it had been withdrawn or taken down",
        (ChangedField.Origin, true) => "来源",
        (ChangedField.Origin, false) => "Source",
        (ChangedField.Notice, true) => "更正声明",
        (ChangedField.Notice, false) => "Notice of correction",
        _ => throw new System.Diagnostics.UnreachableException($"no text for a change of {field}"),
    };
}

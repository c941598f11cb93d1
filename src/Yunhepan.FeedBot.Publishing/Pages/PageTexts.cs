using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The texts of the pages in one language.</summary>
internal sealed record PageTexts
{
    public required string Tag { get; init; }
    public required string Pitch { get; init; }
    public required string Skip { get; init; }
    public required string Home { get; init; }
    public required string Chat { get; init; }
    public required string Telegram { get; init; }
    public required string Latest { get; init; }
    public required string Topics { get; init; }
    public required string Sources { get; init; }
    public required string Subscribe { get; init; }
    public required string SubscribeHint { get; init; }
    public required string All { get; init; }
    public required string Copy { get; init; }
    public required string Copied { get; init; }
    public required string Urgent { get; init; }
    public required string OriginalSource { get; init; }
    public required string Via { get; init; }
    public required string Author { get; init; }
    public required string Editor { get; init; }
    public required string ReadOriginal { get; init; }
    public required string Related { get; init; }
    public required string MoreIn { get; init; }
    public required string Nothing { get; init; }
    public required string Withdrawn { get; init; }
    public required string TakenDown { get; init; }
    public required string Licence { get; init; }
    public required string Excerpt { get; init; }
    public required string Complaint { get; init; }
    public required string ComplaintHint { get; init; }
    public required string ComplaintText { get; init; }
    public required string ComplaintContact { get; init; }
    public required string ComplaintContactHint { get; init; }
    public required string ComplaintSend { get; init; }
    public required string ComplaintReceived { get; init; }
    public required string ComplaintReceivedHint { get; init; }
    public required string ComplaintForeign { get; init; }
    public required string ComplaintForeignHint { get; init; }
    public required string ComplaintUnreadable { get; init; }
    public required string ComplaintUnreadableHint { get; init; }
    public required string Corrected { get; init; }
    public required string Rights { get; init; }
    public required string NotFound { get; init; }
    public required string NotFoundHint { get; init; }
    public required string Failed { get; init; }
    public required string FailedHint { get; init; }
    public required string BackHome { get; init; }
    public required string Attachments { get; init; }
    public required string JustNow { get; init; }
    public required string MinutesAgo { get; init; }
    public required string HoursAgo { get; init; }
    public required string Menu { get; init; }
    public required string Search { get; init; }
    public required string SearchLabel { get; init; }
    public required string SearchHint { get; init; }
    public required string Results { get; init; }
    public required string NothingFound { get; init; }
    public required string Publishers { get; init; }
    public required string Regions { get; init; }
    public required string FollowByMessage { get; init; }
    public required string FollowHint { get; init; }
    public required string FollowInTelegram { get; init; }
    public required string FollowInWebChat { get; init; }
    public required string QrLabel { get; init; }
    public required string QrHint { get; init; }
    public required string AlsoAt { get; init; }
    public required string Corrections { get; init; }
    public required string NoValue { get; init; }
    public required string Picture { get; init; }
    public required string ContributingSources { get; init; }

    public bool IsChinese => Tag == "zh-CN";

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

    /// <summary>Returns why a complaint cannot be accepted as it is.</summary>
    public string ProblemOf(ComplaintProblem problem) => (problem, IsChinese) switch
    {
        (ComplaintProblem.Empty, true) => "请写明投诉的内容。",
        (ComplaintProblem.Empty, false) => "Please say what the complaint is about.",
        (ComplaintProblem.TooLong, true) => $"太长了：内容不超过 {ComplaintBox.LongestText} 字，联系方式不超过 {ComplaintBox.LongestContact} 字。",
        (ComplaintProblem.TooLong, false) =>
            $"Too long: at most {ComplaintBox.LongestText} characters, and {ComplaintBox.LongestContact} for the contact.",
        (ComplaintProblem.TooMany, true) => "您刚才已提交多次，请过一会儿再试。",
        (ComplaintProblem.TooMany, false) => "You have sent several just now. Please try again in a while.",
        (_, true) => "待处理的投诉太多，暂时无法接收，请稍后再试。",
        (_, false) => "Too many complaints are waiting, so no more can be taken at the moment. Please try again later.",
    };

    /// <summary>Returns how the subject of an alert ended, in the words of alerts.</summary>
    public string NameOfEnd(AlertEnd end) => (end, IsChinese) switch
    {
        (AlertEnd.Found, true) => "已找到",
        (AlertEnd.Found, false) => "Found",
        (AlertEnd.SearchOver, true) => "已结束",
        (AlertEnd.SearchOver, false) => "The search is over",
        (AlertEnd.Lifted, true) => "已解除",
        (AlertEnd.Lifted, false) => "Lifted",
        (AlertEnd.Lowered, true) => "已降级",
        (AlertEnd.Lowered, false) => "Lowered",
        (AlertEnd.Caught, true) => "已到案",
        (AlertEnd.Caught, false) => "Caught",
        _ => throw new System.Diagnostics.UnreachableException($"no text for the alert end {end}"),
    };

    /// <summary>Returns what a correction changed, in the words of alerts.</summary>
    public string NameOfField(string field) => (field, IsChinese) switch
    {
        ("title", true) => "标题",
        ("title", false) => "Title",
        ("text", true) => "正文",
        ("text", false) => "Text",
        ("number", true) => "数字",
        ("number", false) => "Number",
        ("name", true) => "名称",
        ("name", false) => "Name",
        ("time", true) => "时间",
        ("time", false) => "Time",
        ("end", true) => "状态",
        ("end", false) => "Status",
        ("private", true) => "个人信息已移去",
        ("private", false) => "Personal data removed",
        ("restored", true) => "此前撤回，现已恢复",
        ("restored", false) => "Restored after it had been withdrawn",
        ("origin", true) => "来源",
        ("origin", false) => "Source",
        ("notice", true) => "更正声明",
        ("notice", false) => "Notice of correction",
        _ => field,
    };

    public static PageTexts Chinese { get; } = new()
    {
        Tag = "zh-CN",
        Pitch = "把各家门户的新闻与紧急提醒，变成干净的订阅源和及时的消息。每一条都注明原始出处。",
        Skip = "跳到正文",
        Home = "首页",
        Chat = "网页聊天",
        Telegram = "Telegram 机器人",
        Latest = "最新",
        Topics = "栏目",
        Sources = "来源",
        Subscribe = "订阅",
        SubscribeHint = "把地址复制到阅读器里即可订阅。",
        All = "全部",
        Copy = "复制",
        Copied = "已复制",
        Urgent = "紧急",
        OriginalSource = "来源：",
        Via = "转自：",
        Author = "作者：",
        Editor = "编辑：",
        ReadOriginal = "阅读原文",
        Related = "相关阅读",
        MoreIn = "同栏目最新",
        Nothing = "这里还没有文章，来源更新后就会出现。",
        Withdrawn = "原发布方已撤下这篇文章。",
        TakenDown = "本站已撤下这篇文章",
        Licence = "许可：",
        Excerpt = "按来源的许可，这里只显示摘录。",
        Complaint = "投诉这篇文章",
        ComplaintHint = "请说明哪里不对、侵犯了谁的权益。三十天内处理，并按您留下的联系方式答复。",
        ComplaintText = "投诉内容",
        ComplaintContact = "联系方式（可不填）",
        ComplaintContactHint = "邮箱或电话，只有本站运营者看得到；不填就无法答复您。",
        ComplaintSend = "提交投诉",
        ComplaintReceived = "投诉已收到",
        ComplaintReceivedHint = "三十天内处理。",
        ComplaintForeign = "不能从别的网站提交",
        ComplaintForeignHint = "请打开文章页面，从那里的链接提交投诉。",
        ComplaintUnreadable = "没有读懂提交的内容",
        ComplaintUnreadableHint = "请打开文章页面，从那里的链接提交投诉。",
        Corrected = "更正于",
        Rights = "版权归原作者和原发布方所有。",
        NotFound = "没有这个页面",
        NotFoundHint = "地址可能写错了，或者栏目已经改名。",
        Failed = "出了点问题",
        FailedHint = "服务器暂时无法给出这个页面，请稍后再试。",
        BackHome = "回到首页",
        Attachments = "附件",
        JustNow = "刚刚",
        MinutesAgo = "{0} 分钟前",
        HoursAgo = "{0} 小时前",
        Menu = "菜单",
        Search = "搜索",
        SearchLabel = "搜索文章",
        SearchHint = "写下要找的词；“整句”放在引号里，不要的词前加减号。搜索也是订阅源。",
        Results = "结果",
        NothingFound = "没有找到，换个词试试。",
        Publishers = "发布方",
        Regions = "地区",
        FollowByMessage = "用消息接收",
        FollowHint = "紧急的几秒内送到，其余按您的时间。",
        FollowInTelegram = "在 Telegram 里关注",
        FollowInWebChat = "在网页聊天里关注",
        QrLabel = "打开 Telegram 机器人的二维码",
        QrHint = "用手机扫一扫",
        AlsoAt = "其他来源的同一条消息",
        Corrections = "更正",
        NoValue = "（无）",
        Picture = "图片",
        ContributingSources = "文章来自",
    };

    public static PageTexts English { get; } = new()
    {
        Tag = "en",
        Pitch = "News and urgent notices from many portals, as clean feeds and timely messages. Every item names its origin.",
        Skip = "Skip to content",
        Home = "Home",
        Chat = "Web chat",
        Telegram = "Telegram bot",
        Latest = "Latest",
        Topics = "Categories",
        Sources = "Sources",
        Subscribe = "Subscribe",
        SubscribeHint = "Copy an address into your feed reader.",
        All = "Everything",
        Copy = "Copy",
        Copied = "Copied",
        Urgent = "Urgent",
        OriginalSource = "Source: ",
        Via = "Via: ",
        Author = "By: ",
        Editor = "Editor: ",
        ReadOriginal = "Read the original",
        Related = "Related",
        MoreIn = "More in this category",
        Nothing = "Nothing here yet. Articles appear as soon as a source publishes some.",
        Withdrawn = "Its publisher has withdrawn this article.",
        TakenDown = "We have taken this article down",
        Licence = "Licence: ",
        Excerpt = "By its source's licence only an excerpt is shown here.",
        Complaint = "Complain about this article",
        ComplaintHint =
            "Please say what is wrong and whose rights are concerned. It is dealt with within 30 days, and answered where you leave a "
            + "contact.",
        ComplaintText = "Your complaint",
        ComplaintContact = "How to reach you (optional)",
        ComplaintContactHint = "E-mail or telephone, seen by the operator alone. Without it we cannot answer you.",
        ComplaintSend = "Send the complaint",
        ComplaintReceived = "Your complaint has arrived",
        ComplaintReceivedHint = "It is dealt with within 30 days.",
        ComplaintForeign = "Not from another site",
        ComplaintForeignHint = "Please open the article's page and use the link there.",
        ComplaintUnreadable = "What was sent could not be read",
        ComplaintUnreadableHint = "Please open the article's page and use the link there.",
        Corrected = "Corrected",
        Rights = "Rights remain with the authors and original publishers.",
        NotFound = "No such page",
        NotFoundHint = "The address may be mistyped, or the category was renamed.",
        Failed = "Something went wrong",
        FailedHint = "The server cannot give this page at the moment. Please try again later.",
        BackHome = "Back to the home page",
        Attachments = "Attachments",
        JustNow = "just now",
        MinutesAgo = "{0} min ago",
        HoursAgo = "{0} h ago",
        Menu = "Menu",
        Search = "Search",
        SearchLabel = "Search articles",
        SearchHint = "Type the words to find; put a \"phrase\" in quotes and a minus before what you do not want. A search is a feed, too.",
        Results = "Results",
        NothingFound = "Nothing found. Try other words.",
        Publishers = "Publishers",
        Regions = "Regions",
        FollowByMessage = "Get messages",
        FollowHint = "Urgent ones arrive within seconds, the rest when you want them.",
        FollowInTelegram = "Follow in Telegram",
        FollowInWebChat = "Follow in the web chat",
        QrLabel = "QR code that opens the Telegram bot",
        QrHint = "Scan it with your phone",
        AlsoAt = "The same story elsewhere",
        Corrections = "Corrections",
        NoValue = "(none)",
        Picture = "Picture",
        ContributingSources = "Articles come from",
    };
}

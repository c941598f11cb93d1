namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The texts of the pages in one language.</summary>
internal sealed partial record PageTexts
{
    public required string Tag { get; init; }

    /// <summary>What the language calls itself.</summary>
    public required string OwnName { get; init; }
    public required string Locale { get; init; }
    public required string Pitch { get; init; }
    public required string Skip { get; init; }
    public required string Breadcrumb { get; init; }
    public required string Home { get; init; }
    public required string Chat { get; init; }
    public required string Telegram { get; init; }
    public required string Latest { get; init; }
    public required string Topics { get; init; }
    public required string Sources { get; init; }
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
    public required string MoreOfSource { get; init; }
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
    public required string BackToArticle { get; init; }
    public required string HubTitle { get; init; }
    public required string HubHint { get; init; }
    public required string HubHow { get; init; }
    public required string ComplaintForeign { get; init; }
    public required string ComplaintForeignHint { get; init; }
    public required string ComplaintUnreadable { get; init; }
    public required string ComplaintUnreadableHint { get; init; }
    public required string ComplaintTooLarge { get; init; }
    public required string ComplaintTooLargeHint { get; init; }
    public required string ComplaintOtherKind { get; init; }
    public required string Updated { get; init; }
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
    public required string QrChatLabel { get; init; }
    public required string QrHint { get; init; }
    public required string AlsoAt { get; init; }
    public required string Corrections { get; init; }
    public required string NoValue { get; init; }
    public required string Picture { get; init; }
    public required string ContributingSources { get; init; }

    public static PageTexts Chinese { get; } = new()
    {
        Tag = "zh-CN",
        OwnName = "简体中文",
        Locale = "zh_CN",
        Pitch = "把各家门户的新闻与紧急提醒，变成干净的订阅源和及时的消息。每一条都注明原始出处。",
        Skip = "跳到正文",
        Breadcrumb = "当前位置",
        Home = "首页",
        Chat = "网页聊天",
        Telegram = "Telegram 机器人",
        Latest = "最新",
        Topics = "分类",
        Sources = "来源",
        SubscribeHint = "把地址复制到阅读器里即可订阅。",
        All = "全部",
        Copy = "复制",
        Copied = "已复制",
        Urgent = "紧急",
        OriginalSource = "来源：",
        Via = "转载：",
        Author = "作者：",
        Editor = "编辑：",
        ReadOriginal = "阅读原文",
        Related = "相关阅读",
        MoreIn = "同分类最新",
        MoreOfSource = "同来源最新",
        Nothing = "这里还没有文章，来源更新后就会出现。",
        Withdrawn = "来源已撤回这篇文章",
        TakenDown = "本站已撤下这篇文章",
        Licence = "许可：",
        Excerpt = "按来源的许可，这里只显示摘录。",
        Complaint = "投诉这篇文章",
        ComplaintHint = "请说明哪里不对，或者侵犯了谁的权益。我们会在三十天内处理，并按您留下的联系方式答复您。",
        ComplaintText = "投诉内容",
        ComplaintContact = "联系方式（可不填）",
        ComplaintContactHint = "邮箱或电话，只有本站运营者看得到；不填就无法答复您。",
        ComplaintSend = "提交投诉",
        ComplaintReceived = "投诉已收到",
        ComplaintReceivedHint = "运营者会在三十天内作出决定：撤下文章或予以保留。如果您留下了联系方式，会把结果告诉您。文章若被撤下，它的页面会写明原因。",
        BackToArticle = "回到这篇文章",
        HubTitle = "这里是 WebSub 推送中心（hub）",
        HubHint = "它是给程序用的：订阅本站的任一订阅源，一有更新就推送过去，不必反复查询。您不需要在浏览器里做任何事。",
        HubHow = "向这个地址 POST 表单：hub.mode=subscribe、hub.topic=本站某个订阅源的地址、hub.callback=您的回调地址。规范：",
        ComplaintForeign = "不能从别的网站提交",
        ComplaintForeignHint = "请打开文章页面，从那里的链接提交投诉。",
        ComplaintUnreadable = "无法读取提交的内容",
        ComplaintUnreadableHint = "请打开文章页面，从那里的链接提交投诉。",
        ComplaintTooLarge = "提交的内容太大",
        ComplaintTooLargeHint = "投诉内容最多 4000 字，不收图片和附件。请退回表单，缩短后再提交。",
        ComplaintOtherKind = "这里不接收这种格式的内容",
        Updated = "更新于",
        Rights = "版权归原作者和原发布方所有。",
        NotFound = "没有这个页面",
        NotFoundHint = "地址可能写错了，或者分类已经改名。",
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
        SearchHint = "输入要找的词；要找整句，请加引号；不要的词，前面加减号。搜索结果也可以订阅。",
        Results = "结果",
        NothingFound = "没有找到，换个词试试。",
        Publishers = "发布方",
        Regions = "地区",
        FollowByMessage = "在聊天里接收提醒",
        FollowHint = "发现紧急消息后几秒内送到，其余按您设定的时间。",
        FollowInTelegram = "在 Telegram 里关注",
        FollowInWebChat = "在网页聊天里关注",
        QrLabel = "打开 Telegram 机器人的二维码",
        QrChatLabel = "打开网页聊天的二维码",
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
        OwnName = "English",
        Locale = "en_GB",
        Pitch = "News and urgent notices from many portals, as clean feeds and timely messages. Every item names its origin.",
        Skip = "Skip to content",
        Breadcrumb = "Breadcrumb",
        Home = "Home",
        Chat = "Web chat",
        Telegram = "Telegram bot",
        Latest = "Latest",
        Topics = "Categories",
        Sources = "Sources",
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
        MoreOfSource = "More from this source",
        Nothing = "Nothing here yet. Articles will appear here once a source publishes some.",
        Withdrawn = "Its source has withdrawn this article",
        TakenDown = "We have taken this article down",
        Licence = "Licence: ",
        Excerpt = "Under its source's licence, only an excerpt is shown here.",
        Complaint = "Report this article",
        ComplaintHint =
            "Please say what is wrong, or whose rights are affected. We will deal with it within 30 days, and answer you if you leave a "
            + "contact.",
        ComplaintText = "Your complaint",
        ComplaintContact = "How to reach you (optional)",
        ComplaintContactHint = "E-mail or telephone; only the operator sees it. Without it we cannot answer you.",
        ComplaintSend = "Send the complaint",
        ComplaintReceived = "Your complaint has arrived",
        ComplaintReceivedHint =
            "The operator will decide within 30 days whether the article is taken down or stays. If you left a contact, you will be "
            + "told. If it is taken down, its page says why.",
        BackToArticle = "Back to the article",
        HubTitle = "This is a WebSub hub",
        HubHint =
            "It is for programs: they subscribe to any feed of this site and are told as soon as it changes, so they need not keep "
            + "polling. There is nothing for you to do here in a browser.",
        HubHow =
            "POST a form to this address: hub.mode=subscribe, hub.topic=the address of a feed of this site, hub.callback=your own address. "
            + "The specification: ",
        ComplaintForeign = "Not from another site",
        ComplaintForeignHint = "Please open the article's page and use the link there.",
        ComplaintUnreadable = "What was sent could not be read",
        ComplaintUnreadableHint = "Please open the article's page and use the link there.",
        ComplaintTooLarge = "What was sent is too large",
        ComplaintTooLargeHint =
            "A complaint takes up to 4,000 characters and no pictures or files. Please go back to the form and shorten it.",
        ComplaintOtherKind = "This kind of content is not accepted here",
        Updated = "Updated",
        Rights = "Rights remain with the authors and original publishers.",
        NotFound = "No such page",
        NotFoundHint = "The address may be mistyped, or the category may have been renamed.",
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
        SearchHint =
            "Type the words to find; put phrases in quotation marks, and a minus before words you do not want. You can also subscribe "
            + "to a search.",
        Results = "Results",
        NothingFound = "Nothing found. Try other words.",
        Publishers = "Publishers",
        Regions = "Regions",
        FollowByMessage = "Get alerts in a chat",
        FollowHint = "Urgent ones arrive within seconds of being found, the rest when you choose.",
        FollowInTelegram = "Follow in Telegram",
        FollowInWebChat = "Follow in the web chat",
        QrLabel = "QR code that opens the Telegram bot",
        QrChatLabel = "QR code that opens the web chat",
        QrHint = "Scan it with your phone",
        AlsoAt = "The same story elsewhere",
        Corrections = "Corrections",
        NoValue = "(none)",
        Picture = "Picture",
        ContributingSources = "Articles come from",
    };
}

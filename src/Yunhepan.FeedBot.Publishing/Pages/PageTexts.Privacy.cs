using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The words of the page about privacy, which docs/operations.md repeats for operators.</summary>
internal sealed partial record PageTexts
{
    public string Privacy => Say("隐私", "Privacy", "プライバシー", "Privacidad");

    public string PrivacyTitle => Say(
        "这里存了什么，怎么拿走，怎么删除", "What is stored here, how to get it, how to erase it",
        "保存しているデータと、その受け取り方・消し方", "Qué se guarda aquí, cómo obtenerlo y cómo borrarlo");

    public string PrivacyHint => Say(
        "看网页和订阅源，不用登录，也不留记录。用聊天时存的数据，随时可以全部导出或删除：在聊天里发送 /mydata。",
        "Reading pages and feeds needs no login and leaves no record. What the chat stores about you can be taken or erased at any time: "
            + "send /mydata in the chat.",
        "ページやフィードを読むのにログインは不要で、記録も残りません。チャットが保存するデータは、いつでも受け取り・消去できます。"
            + "チャットで /mydata を送ってください。",
        "Para leer páginas y feeds no hace falta iniciar sesión y no queda registro. Lo que el chat guarda de ti se puede obtener o borrar "
            + "en cualquier momento: envía /mydata en el chat.");

    public string PrivacyErased => Say(
        "已全部删除：这里不再有关于您的聊天的任何数据。", "All of it is erased: nothing about your chat is stored here any more.",
        "すべて消去しました。あなたのチャットについてのデータはもうありません。", "Todo está borrado: aquí ya no se guarda nada de tu chat.");

    public string Contact => Say("联系运营者：", "The operator can be reached at ", "運営者の連絡先：", "Para contactar con el operador: ");

    /// <summary>Returns the sections of the page: a heading and what it says.</summary>
    public IReadOnlyList<(string Title, string Text)> PrivacySections(PrivacyTerms? terms) =>
        [.. LanguageTag.Choose(Tag, ChinesePrivacy(terms), EnglishPrivacy(terms), JapanesePrivacy(terms), SpanishPrivacy(terms))
            .Select(section => (InOwnScript(section.Title), InOwnScript(section.Text)))];

    private string InOwnScript(string text) => OwnText.Choose(Tag, text, text, text, text);

    private static IEnumerable<(string Title, string Text)> ChinesePrivacy(PrivacyTerms? terms) =>
    [
        ("看网页和订阅源", "不设 Cookie，不做统计，没有第三方脚本。您的网络地址只在内存里停留片刻，用来防止滥用，不写入数据库。"
            + "文章里的图片、音频和视频从原网站加载，不带来源页地址；那些网站看得到您的网络地址。"),
        ("网页聊天", "浏览器里有一个 Cookie，内容是随机密钥；这里只存它的散列值。聊天记录存最近 500 条。"
            + "您的浏览器为了没有网络时也能看，也存最近 500 条消息和它们的图片；开了通知的，这里还存浏览器给的推送地址和密钥，通知加密后经浏览器厂商的服务送达。"),
        ("Telegram", "存聊天的编号；群和频道还存名称，个人的姓名和电话不存。由 Telegram 推送来的消息在回答之前原样存着，最长两天。消息经 Telegram 的服务器传送，适用它的隐私政策。"),
        ("每个聊天都存的", "语言、时区和其他设置；关注、静音的主题和词；您添加的来源；您的提问和得到的回答；私人订阅源的密钥；"
            + "送过哪些消息：只有文章和消息的编号、时间和结果，没有正文" + (terms is null ? "。" : $"，保留 {Days(terms.Receipts)} 天。")),
        ("拿走和删除", "在聊天里发送 /mydata，会得到一个文件（JSON），里面是以上全部数据。再按“全部删除”并确认，就立刻从所有表里删除，找不回来。"
            + "留下的只有：聊天软件里已有的消息（由您自己删除）；别人也关注的来源（不再写明是谁添加的）；运营者的备份和日志，直到它们到期。"),
        ("投诉", "投诉的内容和联系方式只有运营者看得到，用来处理和答复。"),
        ("新闻里的人", "文章来自公开的来源，页面上写明出处。"
            + (terms is null ? "走失者找到以后，" : $"走失者找到 {Days(terms.FoundPersons)} 天后，")
            + "姓名、照片和电话会从这里全部删除，也请搜索引擎不再收录。认为某篇文章侵犯了您的权益，请用文章末尾的“投诉这篇文章”。"),
    ];

    private static IEnumerable<(string Title, string Text)> EnglishPrivacy(PrivacyTerms? terms) =>
    [
        ("Reading pages and feeds", "No cookies, no statistics, no scripts of others. Your network address stays in memory for a "
            + "moment, against abuse, and is not written to the database. Pictures, audio and video in articles are loaded from their "
            + "own sites, without the page's address; those sites see your network address."),
        ("The web chat", "Your browser holds a cookie with a random secret, of which only a hash is stored here. The last 500 "
            + "messages of the chat are kept. So that it can be read without a network, your browser keeps the last 500 messages and "
            + "their pictures too. If you have switched on notifications, the address and keys that your browser gave for them are "
            + "stored here; they are encrypted and pass through the service of your browser's maker."),
        ("Telegram", "The number of the chat is stored, and the name of a group or channel; no names or telephone numbers of people. "
            + "A message that Telegram pushes is kept as it is until it is answered, for two days at most. "
            + "Messages pass through Telegram's servers, under its own privacy policy."),
        ("For every chat", "Its language, time zone and other settings; the topics and words that it follows or mutes; the sources "
            + "that you added; your questions to publishers and their answers; the secret of the private feed; which messages were sent: "
            + "the numbers of articles and messages, times and outcomes, but no text"
            + (terms is null ? "." : $", for {Days(terms.Receipts)} days.")),
        ("Taking and erasing it", "Send /mydata in the chat: you get a file (JSON) with all of the above. Press “Erase everything” "
            + "there and confirm, and it is gone from every table at once and for good. What remains: the messages in your chat "
            + "program, which are yours to delete; sources that others follow too, without who added them; the operator's backups and "
            + "logs, until they expire."),
        ("Complaints", "Only the operator sees the text and the contact of a complaint, to deal with it and answer."),
        ("People in the news", "Articles come from public sources, which every page names. Name, picture and telephone of a missing "
            + "person are removed "
            + (terms is null ? "after the person was found" : $"{Days(terms.FoundPersons)} days after the person was found")
            + ", and search engines are asked to forget the page. If an article affects your rights, use “Report this article” at its "
            + "end."),
    ];

    private static string Days(TimeSpan span) => span.TotalDays.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}

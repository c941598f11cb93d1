namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about what is stored of a chat, in one language.</summary>
internal sealed partial record MyDataTexts
{
    public required string Description { get; init; }

    public required string Given { get; init; }

    public required string EraseButton { get; init; }

    public required string Question { get; init; }

    /// <summary>Said after the question where texts are taken as answers.</summary>
    public required string OrByWord { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }

    public required string Kept { get; init; }

    public required string Erased { get; init; }

    /// <summary>The label of the link to the file, where files are taken by a link.</summary>
    public required string DownloadButton { get; init; }

    public static MyDataTexts Zh { get; } = new()
    {
        Description = "这里存了我的哪些数据：导出成文件，或全部删除",
        Given = "这个文件里是本服务存的关于这个聊天的全部数据：设置、关注、送过哪些消息（只有编号和时间，没有正文）、添加的来源、您的提问；网页聊天还有聊天记录。",
        EraseButton = "🗑 全部删除…",
        Question = "要删除关于这个聊天的全部数据吗？关注、设置、记录、私人订阅地址都会立刻消失，找不回来，也不会再送来任何消息。\n确定的话，请按按钮。",
        OrByWord = "也可以回复“删除”两个字。",
        Yes = "🗑 确定删除",
        No = "不删",
        Kept = "什么也没有删。",
        Erased = "已全部删除，这里不再有关于这个聊天的任何数据。以前送到聊天里的消息由您自己删除。再发一条消息，就是重新开始。",
        DownloadButton = "下载我的数据",
    };

    public static MyDataTexts En { get; } = new()
    {
        Description = "what is stored about me: as a file, or erased",
        Given = "This file holds all that this service stores about this chat: settings, what you follow, which messages were sent "
            + "(numbers and times, no texts), the sources you added, your questions, and in the web chat the conversation.",
        EraseButton = "🗑 Erase everything…",
        Question = "Erase all that is stored about this chat? What you follow, the settings, the records and the private feed are "
            + "gone at once and for good, and no message will come any more.\nTo confirm, press the button.",
        OrByWord = " Or answer with the word erase.",
        Yes = "🗑 Erase it all",
        No = "Keep it",
        Kept = "Nothing was erased.",
        Erased = "All of it is erased: nothing about this chat is stored here any more. The messages in the chat itself are yours to "
            + "delete. Write again, and you start anew.",
        DownloadButton = "Download my data",
    };

    public static MyDataTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}

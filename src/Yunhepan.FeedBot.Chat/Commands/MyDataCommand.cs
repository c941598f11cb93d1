using Yunhepan.FeedBot.Alerts.Privacy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/mydata</c> gives all that is stored about the chat as a file; <c>mydata erase</c> asks, and <c>mydata erase yes</c>, a second
/// word, erases it.
/// </summary>
internal sealed class MyDataCommand(ChatExport export, ChatEraser eraser, TimeProvider time) : IChatCommand
{
    /// <summary>The media type of the file, by which the web chat knows it.</summary>
    public const string MediaType = "application/json";

    public string Name => "mydata";

    public IReadOnlyList<string> Aliases => ["我的数据"];

    public string Describe(ChatTexts texts) => MyDataTexts.For(texts.Language).Description;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, MyDataTexts.For(request.Texts.Language));
        var (first, second) = Words.First(request.Argument);
        var wish = Wish(first);
        if (wish == MyDataWish.Export)
            return await ExportAsync(chat, texts, cancellationToken);
        var answer = wish == MyDataWish.Keep ? false : Answer(second);
        if (answer is null)
            return CommandReply.Say(
                // In a group, what people write is no answer to the bot.
                texts.Question + (request.IsGroup ? "" : texts.OrByWord),
                ChatKeyboard.Row(ChatButton.Say(texts.Yes, "mydata erase yes"), ChatButton.Say(texts.No, "mydata no"))) with
            {
                Asks = request.IsGroup ? null : "mydata erase",
            };
        if (answer is false)
            return CommandReply.Say(texts.Kept) with { Place = ReplyPlace.ReplacesMessage };
        await eraser.EraseAsync(chat, cancellationToken);
        return CommandReply.Say(texts.Erased) with { Place = ReplyPlace.ReplacesMessage, IsFarewell = true };
    }

    private async Task<CommandReply> ExportAsync(Subscriber chat, MyDataTexts texts, CancellationToken cancellationToken)
    {
        var file = new ChatFile($"feedbot-{time.GetUtcNow():yyyyMMdd}.json", MediaType, await export.WriteAsync(chat, cancellationToken));
        return CommandReply.Say(texts.Given, ChatKeyboard.Row(ChatButton.Say(texts.EraseButton, "mydata erase"))) with { File = file };
    }

    private static MyDataWish Wish(string word) => Words.Plain(word) switch
    {
        "erase" or "delete" or "删除" or "清除" or "消去" or "削除" or "borrar" or "eliminar" => MyDataWish.Erase,
        "no" or "不删" => MyDataWish.Keep,
        _ => MyDataWish.Export,
    };

    // Only the very word erases: any other one is no.
    private static bool? Answer(string words) => Words.Plain(words) switch
    {
        "" => null,
        "yes" or "erase" or "删除" or "确定删除" or "消去" or "borrar" => true,
        _ => false,
    };

    private enum MyDataWish
    {
        Export,
        Erase,
        Keep,
    }
}

using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Push;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Processes a person's input on the page and stores the answer. Scoped, like the conversation.</summary>
internal sealed class WebConversation(
    Conversation conversation, SubscriberStore subscribers, ChatSettings settings, WebTranscript transcript, WebLater later,
    SubscriptionExport export, VapidKeys pushKeys)
{
    // This is enough to distinguish chats.
    private const int ShownCharacters = 16;

    /// <summary>Welcomes a new visitor; a known one finds the chat as it was.</summary>
    /// <param name="chatId">The chat of the session.</param>
    /// <param name="chosen">The language in the address of the page, which counts as chosen; null if there is none.</param>
    /// <param name="browserLanguage">The language of the browser.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<WebSessionState> BeginAsync(
        string chatId, string? chosen, string? browserLanguage, CancellationToken cancellationToken)
    {
        var chat = WebChatPlatform.AddressOf(chatId);
        var isNew = await subscribers.FindAsync(chat, cancellationToken) is null;
        if (isNew && await conversation.AnswerAsync(
                new ChatInput(chat, "/start") { LanguageCode = chosen ?? browserLanguage }, cancellationToken) is { } welcome)
            await transcript.SayAsync(chatId, welcome.Text, welcome.Keyboard, cancellationToken);
        if (chosen is not null && await subscribers.FindAsync(chat, cancellationToken) is { } known)
            await subscribers.SetLanguageAsync(known, chosen, isChosen: true, cancellationToken);
        var (language, zone) = await WaysOfAsync(chat, cancellationToken);
        var (version, oldest) = await transcript.ExtentAsync(chatId, cancellationToken);
        return new WebSessionState(
            chatId[..ShownCharacters],
            language,
            zone,
            [.. conversation.Menu.Select(
                command => new WebCommand(command.Name, ChatTexts.All.ToDictionary(texts => texts.Language, command.Describe)))],
            version,
            oldest,
            (await pushKeys.GetAsync(cancellationToken)).PublicKey);
    }

    public async Task<WebAnswer> SayAsync(string chatId, string words, CancellationToken cancellationToken)
    {
        await transcript.HearAsync(chatId, words, cancellationToken);
        var chat = WebChatPlatform.AddressOf(chatId);
        if (await conversation.AnswerAsync(new ChatInput(chat, words), cancellationToken) is { } reply)
        {
            if (reply.IsFarewell)
                return await FarewellAsync(chat, cancellationToken);
            await AnswerAsync(chatId, reply, cancellationToken);
        }

        var (language, zone) = await WaysOfAsync(chat, cancellationToken);
        return new WebAnswer(language, zone);
    }

    private async Task AnswerAsync(string chatId, CommandReply reply, CancellationToken cancellationToken)
    {
        var message = WebMessage.From(reply.Text, reply.Keyboard);
        // The file is written anew when it is taken, and only for this session.
        if (reply.File is { } file)
        {
            var (language, _) = await WaysOfAsync(WebChatPlatform.AddressOf(chatId), cancellationToken);
            var take = file.MediaType == MyDataCommand.MediaType
                ? new WebButton(MyDataTexts.For(language).DownloadButton, null, WebChatFiles.OwnData)
                : new WebButton(ImportTexts.For(language).DownloadButton, null, WebChatFiles.Own);
            message = message with { Keyboard = [[take], .. message.Keyboard] };
        }

        var entry = await transcript.AppendAsync(chatId, TranscriptSide.Bot, WebMessage.TextKind, message, cancellationToken);
        if (reply.Later is { } final)
            later.Begin(chatId, entry.Id, final);
    }

    /// <summary>Takes a file that a person dropped into the page.</summary>
    public async Task<WebAnswer> TakeFileAsync(string chatId, string name, byte[] file, CancellationToken cancellationToken)
    {
        await transcript.HearAsync(chatId, $"📎 {name}", cancellationToken);
        var chat = WebChatPlatform.AddressOf(chatId);
        await AnswerAsync(chatId, await conversation.AnswerFileAsync(new ChatInput(chat, ""), file, cancellationToken), cancellationToken);
        var (language, zone) = await WaysOfAsync(chat, cancellationToken);
        return new WebAnswer(language, zone);
    }

    // The chat is gone, and nothing about it is written again.
    private async Task<WebAnswer> FarewellAsync(ChatAddress chat, CancellationToken cancellationToken)
    {
        var (language, zone) = await WaysOfAsync(chat, cancellationToken);
        return new WebAnswer(language, zone, MyDataTexts.For(language).Erased, IsErased: true);
    }

    /// <summary>Returns what the chat follows as a file; null if there is nothing.</summary>
    public async Task<ChatFile?> GiveFileAsync(string chatId, CancellationToken cancellationToken) =>
        await subscribers.FindAsync(WebChatPlatform.AddressOf(chatId), cancellationToken) is { } chat
            ? (await export.WriteAsync(chat, cancellationToken)).File : null;

    public async Task<WebAnswer> PressAsync(string chatId, string action, long? entryId, CancellationToken cancellationToken)
    {
        var chat = WebChatPlatform.AddressOf(chatId);
        var pressed = entryId is { } id ? await transcript.FindAsync(chatId, id, cancellationToken) : null;
        var reply = await conversation.AnswerAsync(new ChatInput(chat, action) { IsButton = true }, cancellationToken);
        if (reply is { IsFarewell: true })
            return await FarewellAsync(chat, cancellationToken);
        if (reply is not null)
            await ShowAsync(chatId, reply, entryId, pressed, LabelOf(pressed, action), cancellationToken);
        var (language, zone) = await WaysOfAsync(chat, cancellationToken);
        return new WebAnswer(language, zone, reply?.Notice);
    }

    private async Task ShowAsync(
        string chatId, CommandReply reply, long? entryId, WebMessage? pressed, string? label, CancellationToken cancellationToken)
    {
        switch (reply.Place)
        {
            case ReplyPlace.NoticeOnly:
                break;
            case ReplyPlace.ReplacesKeyboard when pressed is not null:
                await transcript.ReplaceAsync(
                    entryId!.Value, pressed with { Keyboard = WebMessage.KeyboardOf(reply.Keyboard) }, cancellationToken);
                break;
            case ReplyPlace.ReplacesMessage when pressed is not null:
                await transcript.ReplaceAsync(entryId!.Value, WebMessage.From(reply.Text, reply.Keyboard), cancellationToken);
                break;
            case ReplyPlace.NewMessage or ReplyPlace.ReplacesKeyboard or ReplyPlace.ReplacesMessage:
                // A conversation is easier to follow if the question is shown.
                if (label is not null)
                    await transcript.HearAsync(chatId, label, cancellationToken);
                await AnswerAsync(chatId, reply, cancellationToken);
                break;
            default:
                throw new UnreachableException($"no place {reply.Place}");
        }
    }

    private static string? LabelOf(WebMessage? pressed, string action) =>
        pressed?.Keyboard.SelectMany(row => row).FirstOrDefault(button => button.Action == action)?.Label;

    private async Task<(string Language, string Zone)> WaysOfAsync(ChatAddress chat, CancellationToken cancellationToken)
    {
        var known = await subscribers.FindAsync(chat, cancellationToken)
            ?? new Subscriber { Platform = chat.Platform, Account = chat.Account, ChatId = chat.ChatId, Language = ChatTexts.Chinese };
        return (known.Language, settings.ClockOf(known).Zone.Id);
    }
}

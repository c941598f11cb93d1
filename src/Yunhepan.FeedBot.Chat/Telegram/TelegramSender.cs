using System.Globalization;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>One message out, once; in a plainer form when Telegram does not take the first one.</summary>
internal sealed partial class TelegramSender(TelegramConnection connection, ILogger<TelegramSender> logger)
{
    private const int MaxForms = 4;

    public static bool IsGroup(ChatAddress chat) => chat.ChatId.StartsWith('-');

    public Task<SendResult> SendAsync(ChatAddress chat, TelegramMessage message, CancellationToken cancellationToken) =>
        InAnyFormAsync(chat, message, async form =>
        {
            var sent = await connection.Calls.SendMessage(
                IdOf(chat),
                form.Body,
                form.IsPlain ? ParseMode.None : ParseMode.Html,
                replyMarkup: form.WithoutKeyboard ? null : TelegramKeyboard.Of(message.Keyboard),
                linkPreviewOptions: Preview(message),
                messageThreadId: form.WithoutThread ? null : ThreadOf(chat),
                disableNotification: message.IsSilent,
                cancellationToken: cancellationToken);
            return sent.Id.ToString(CultureInfo.InvariantCulture);
        });

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, TelegramMessage message, CancellationToken cancellationToken) =>
        InAnyFormAsync(chat, message, async form =>
        {
            await connection.Calls.EditMessageText(
                IdOf(chat),
                int.Parse(messageId, CultureInfo.InvariantCulture),
                form.Body,
                form.IsPlain ? ParseMode.None : ParseMode.Html,
                form.WithoutKeyboard ? null : TelegramKeyboard.Of(message.Keyboard),
                Preview(message),
                cancellationToken: cancellationToken);
            return messageId;
        }, messageId);

    public Task<SendResult> EditKeyboardAsync(ChatAddress chat, string messageId, ChatKeyboard keyboard, CancellationToken cancellationToken) =>
        InAnyFormAsync(chat, new TelegramMessage(ChatText.Empty, keyboard), async _ =>
        {
            await connection.Calls.EditMessageReplyMarkup(
                IdOf(chat),
                int.Parse(messageId, CultureInfo.InvariantCulture),
                TelegramKeyboard.Of(keyboard),
                cancellationToken: cancellationToken);
            return messageId;
        }, messageId);

    // Each fault that another form gets around is tried once; what remains is the answer.
    private async Task<SendResult> InAnyFormAsync(
        ChatAddress chat, TelegramMessage message, Func<TelegramForm, Task<string>> call, string? messageId = null)
    {
        var form = new TelegramForm(TelegramHtml.Render(message.Text));
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new SendResult.Sent(await call(form));
            }
            catch (ApiRequestException e) when (tries < MaxForms && TelegramAnswer.FaultOf(e) is not TelegramFault.None and var fault)
            {
                if (fault == TelegramFault.NotModified)
                    return new SendResult.Sent(messageId ?? "");
                var plainer = form.Without(fault, message.Text);
                if (plainer == form)
                    return TelegramAnswer.Of(e, IsGroup(chat), connection.Token);
                var reason = connection.Token.Hide(e.Message);
                LogSentPlainer(chat.ChatId, fault, reason);
                form = plainer;
            }
            catch (RequestException e)
            {
                return TelegramAnswer.Of(e, IsGroup(chat), connection.Token);
            }
        }
    }

    private static ChatId IdOf(ChatAddress chat) => new(long.Parse(chat.ChatId, CultureInfo.InvariantCulture));

    private static int? ThreadOf(ChatAddress chat) => chat.ThreadId is { } id ? int.Parse(id, CultureInfo.InvariantCulture) : null;

    private static LinkPreviewOptions Preview(TelegramMessage message) => message.PreviewUrl is { } url
        ? new LinkPreviewOptions { Url = url }
        : new LinkPreviewOptions { IsDisabled = true };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram did not take a message for chat {ChatId} as it was ({Fault}: {Reason}); sending it in a plainer form")]
    private partial void LogSentPlainer(string chatId, TelegramFault fault, string reason);
}

/// <summary>What is to be shown.</summary>
internal sealed record TelegramMessage(ChatText Text, ChatKeyboard? Keyboard)
{
    /// <summary>Null for no preview.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>Arrives without a sound.</summary>
    public bool IsSilent { get; init; }
}

/// <summary>The form in which a message is tried.</summary>
internal sealed record TelegramForm(string Body)
{
    public bool IsPlain { get; init; }

    public bool WithoutKeyboard { get; init; }

    public bool WithoutThread { get; init; }

    public TelegramForm Without(TelegramFault fault, ChatText text) => fault switch
    {
        TelegramFault.Markup => this with { Body = text.Cut(TelegramHtml.MaxLength).Plain, IsPlain = true },
        TelegramFault.Keyboard => this with { WithoutKeyboard = true },
        TelegramFault.Thread => this with { WithoutThread = true },
        _ => this,
    };
}

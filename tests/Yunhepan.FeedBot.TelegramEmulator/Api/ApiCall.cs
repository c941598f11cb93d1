using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>One accepted call. Methods run under the state's lock and need no further synchronisation.</summary>
internal sealed record ApiCall(EmulatorState State, EmulatedBot Bot, string Method, ApiParameters Parameters)
{
    /// <summary>The message that the call made or changed, for the ledger.</summary>
    public EmulatedMessage? Touched { get; set; }

    public EmulatedChat Chat(string name = "chat_id")
    {
        var text = Parameters.Text(name);
        if (string.IsNullOrWhiteSpace(text))
            throw ApiError.BadRequest($"{name} is empty");
        return State.FindChat(text.Trim()) ?? throw ApiError.BadRequest("chat not found");
    }

    public int MessageId() => Parameters.Int("message_id") is { } id and > 0
        ? id
        : throw ApiError.BadRequest("message identifier is not specified");
}

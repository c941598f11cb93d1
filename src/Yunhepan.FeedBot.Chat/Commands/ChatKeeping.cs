using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Commands;

internal enum ManageRight
{
    Yes,

    /// <summary>The person is no administrator there.</summary>
    NotPerson,

    /// <summary>The bot is no administrator there, or may not post.</summary>
    NotBot,

    /// <summary>The platform knows no such chat.</summary>
    Unknown,
}

/// <summary>The result of opening a topic in a forum.</summary>
internal abstract record NewThread
{
    private NewThread()
    {
    }

    internal sealed record Opened(string ThreadId) : NewThread;

    internal sealed record NoRight : NewThread;

    internal sealed record NoForum : NewThread;
}

/// <summary>What a platform offers to a person who manages other chats from the private one.</summary>
/// <param name="RightIn">Asks the platform whether both the person and the bot are administrators of a chat now.</param>
/// <param name="OpenThread">Opens a topic of this name in a forum.</param>
internal sealed record ChatKeeping(
    Func<ChatAddress, CancellationToken, Task<ManageRight>> RightIn,
    Func<ChatAddress, string, CancellationToken, Task<NewThread>> OpenThread);

using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>One function of the bot, the same on every platform.</summary>
internal interface IChatCommand
{
    /// <summary>The name after the slash: only a-z and _.</summary>
    string Name { get; }

    /// <summary>Other words for the command, without a slash.</summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>False for a command that only buttons send.</summary>
    bool IsListed => true;

    /// <summary>True if a stopped chat that sends this command wants alerts again.</summary>
    bool Resumes => false;

    /// <summary>True if people other than the administrators of a group may send it too.</summary>
    bool IsForAnyone => false;

    /// <summary>Describes the command in one line.</summary>
    string Describe(ChatTexts texts);

    Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken);
}

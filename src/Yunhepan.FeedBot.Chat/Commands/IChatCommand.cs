using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>One thing the bot can do, on every platform alike.</summary>
internal interface IChatCommand
{
    /// <summary>As typed after the slash: a-z and _ only.</summary>
    string Name { get; }

    /// <summary>Other words for it, without a slash.</summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>False for what only buttons say.</summary>
    bool IsListed => true;

    /// <summary>A chat that was paused wants alerts again when it asks for this.</summary>
    bool Resumes => false;

    /// <summary>In a group, others than its administrators may ask for it too.</summary>
    bool IsForAnyone => false;

    /// <summary>What it is for, in one line.</summary>
    string Describe(ChatTexts texts);

    Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken);
}

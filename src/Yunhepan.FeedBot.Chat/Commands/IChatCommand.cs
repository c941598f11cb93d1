using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>One thing the bot can do, on every platform alike.</summary>
internal interface IChatCommand
{
    /// <summary>As typed after the slash: a-z and _ only.</summary>
    string Name { get; }

    /// <summary>
    /// Other words for it, without a slash; the first is its Chinese name. What it is about may follow a Chinese one without a space:
    /// 关注教育. Empty for what only buttons say.
    /// </summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>Words that begin other phrases too (继续教育, 恢复供水): they name the command only where a space or nothing follows.</summary>
    IReadOnlyList<string> LoneWords => [];

    /// <summary>False for what the help and the menus leave out.</summary>
    bool IsListed => true;

    /// <summary>It can be said after <c>/settings</c> too.</summary>
    bool IsSetting => false;

    /// <summary>A chat that was paused wants alerts again when it asks for this.</summary>
    bool Resumes => false;

    /// <summary>In a group, others than its administrators may ask for it too.</summary>
    bool IsForAnyone => false;

    /// <summary>What it is for, in one line.</summary>
    string Describe(ChatTexts texts);

    Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken);
}

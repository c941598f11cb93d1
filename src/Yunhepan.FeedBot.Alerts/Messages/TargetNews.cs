using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>What an operator hears about a target.</summary>
/// <param name="Trouble">What is wrong with it; null if it works again.</param>
/// <param name="Language">The reader's language.</param>
public sealed record TargetNews(string Id, TargetKind Kind, TargetTrouble? Trouble, string Language);

/// <summary>Why a target gets no messages.</summary>
/// <param name="Since">Since when, or when the first message did not arrive.</param>
/// <param name="Reason">In the platform's words.</param>
/// <param name="IsClosed">True if nothing is sent to it until feeds.json changes.</param>
/// <param name="DeadLetters">The messages of the last hour that will not be sent again by themselves.</param>
public sealed record TargetTrouble(DateTimeOffset Since, string Reason, bool IsClosed, int DeadLetters);

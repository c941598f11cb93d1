using Yunhepan.FeedBot.TelegramEmulator.Faults;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>POST /admin/bots.</summary>
internal sealed record NewBot(string Token, string Username);

/// <summary>POST /admin/chats; kind is private, group, supergroup, forum or channel.</summary>
internal sealed record NewChat(string Kind, string Title, string? Username = null, string Language = "zh", bool Started = false);

/// <summary>POST /admin/chats/{id}/text and /command.</summary>
internal sealed record NewText(string Text, int? ThreadId = null, int? ReplyTo = null, string? From = null, string? Bot = null);

/// <summary>POST /admin/chats/{id}/press: a button by label or data.</summary>
internal sealed record NewPress(string Button, int? MessageId = null, string? From = null);

/// <summary>POST /admin/faults.</summary>
internal sealed record NewFault(
    string Method, FaultKind Kind, int Times = 1, int RetryAfter = 1, double DelaySeconds = 2, int Code = 400, string Description = "Bad Request")
{
    public Fault ToFault() => new(Kind)
    {
        RetryAfter = RetryAfter,
        Delay = TimeSpan.FromSeconds(DelaySeconds),
        Code = Code,
        Description = Description,
    };
}

using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Runs one method under the lock and records its result in the ledger.</summary>
internal static class MethodRunner
{
    public static JsonNode Run(EmulatorState state, EmulatedBot bot, string method, ApiParameters parameters, string? fault)
    {
        lock (state.Gate)
        {
            var call = new ApiCall(state, bot, MethodTable.Find(method)?.Name ?? method, parameters);
            try
            {
                var found = MethodTable.Find(method) ?? throw ApiError.NotFound("method not found");
                var result = found.Run(call);
                Record(call, null, fault);
                return result;
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or FormatException)
            {
                // A field of the wrong JSON type, such as a number where a string belongs.
                var error = ApiError.BadRequest("can't parse parameters: " + wrong.Message);
                Record(call, error, fault);
                throw error;
            }
            catch (ApiError error)
            {
                Record(call, error, fault);
                throw;
            }
            finally
            {
                state.Changes.Ring();
            }
        }
    }

    public static void Record(ApiCall call, ApiError? error, string? fault)
    {
        lock (call.State.Gate)
        {
            call.State.Ledger.Add(new LedgerEntry
            {
                At = call.State.Now,
                BotId = call.Bot.Id,
                Method = call.Method,
                ChatId = call.Touched?.Chat.Id ?? call.Parameters.Number("chat_id"),
                MessageId = call.Touched?.Id ?? call.Parameters.Int("message_id"),
                Parameters = call.Parameters.ToJson(),
                ErrorCode = error?.Code,
                Description = error?.Message,
                Fault = fault,
            });
            call.State.Changes.Ring();
        }
    }
}

using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Entities;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Sends rich messages (Bot API 10.1): it checks sizes and keeps the HTML as one paragraph of plain text.</summary>
internal static class RichMessageMethods
{
    private const int MaxText = 32_768;
    private const int MaxBlocks = 500;

    public static JsonNode Send(ApiCall call) => SendMethods.Send(call, ReadContent(call.Parameters)).ToJson();

    public static JsonObject ReadContent(ApiParameters parameters)
    {
        if (parameters.Json("rich_message", "InputRichMessage") is not JsonObject rich)
            throw ApiError.BadRequest("rich message is empty");
        var text = (rich["html"] ?? rich["markdown"])?.GetValue<string>();
        var blocks = rich["blocks"] as JsonArray;
        if (string.IsNullOrWhiteSpace(text) && blocks is not { Count: > 0 })
            throw ApiError.BadRequest("rich message is empty");
        if (MessageTextReader.Length(text ?? "") > MaxText)
            throw ApiError.BadRequest("RICH_MESSAGE_TEXT_TOO_LONG");
        if (blocks?.Count > MaxBlocks)
            throw ApiError.BadRequest("RICH_MESSAGE_BLOCKS_TOO_MUCH");

        var shown = blocks is { Count: > 0 }
            ? (JsonArray)blocks.DeepClone()
            : new JsonArray(new JsonObject { ["type"] = "paragraph", ["text"] = RichText.ToPlain(text!) });
        return new JsonObject { ["rich_message"] = new JsonObject { ["blocks"] = shown } };
    }
}

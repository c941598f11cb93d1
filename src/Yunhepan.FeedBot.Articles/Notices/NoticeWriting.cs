using System.Buffers;
using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// Converts traditional characters in notices to simplified ones, one for one, because the words of notices are searched in
/// simplified characters.
/// </summary>
internal static class NoticeWriting
{
    private const string Traditional = "聲啟說刪誤該網報們導應為實內訊聞發佈轉載據與關於參違謠傳臺號編輯處將經這則視頻圖論錯糾尋預獲團歸無後來現蹤親屬員鐘級紅黃藍橙風"
        + "颱緝懸賞獄捕疑個還沒謝動終結響變調計繼續適時屆擇機擬條標準陸會許爭確盡聽證虛謊稱認難間線協銷籲懇遺體屍離擊斃脫險隊";

    private const string Simplified = "声启说删误该网报们道应为实内讯闻发布转载据与关于参违谣传台号编辑处将经这则视频图论错纠寻预获团归无后来现踪亲属员钟级红黄蓝橙风"
        + "台缉悬赏狱捕疑个还没谢动终结响变调计继续适时届择机拟条标准陆会许争确尽听证虚谎称认难间线协销吁恳遗体尸离击毙脱险队";

    private static readonly SearchValues<char> Any = SearchValues.Create(Traditional);

    private static readonly FrozenDictionary<char, char> Map = Traditional.Zip(Simplified).ToFrozenDictionary(p => p.First, p => p.Second);

    /// <summary>Returns a text of the same length.</summary>
    public static string Fold(string text) => text.AsSpan().IndexOfAny(Any) < 0
        ? text
        : string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = Map.GetValueOrDefault(from[i], from[i]);
        });
}

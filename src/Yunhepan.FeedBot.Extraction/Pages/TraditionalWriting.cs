using System.Buffers;
using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Converts the traditional characters of labels and of phrases about a visit to simplified ones, so that both writings are recognised
/// by one pattern. It is suitable for comparing, not for text that people read.
/// </summary>
internal static class TraditionalWriting
{
    private const string Traditional =
        "丟並佈併來侷係俬個們備傢僅儘內冊別刪則創動務區協參員問啓啟單噹嚮國園圖報塊墻娛實審寫寬寶將專尋對導屬帳帶庫廻彆後復惡態應戶掃換擊據擬攔敗數斷於昇時暫曏會條極樂標機檔檢檯欄權欵歡毬氣沒測溫瀏為無"
        + "營爲牆狀獲現環畢異當發盡眞眾瞭確碼稱穩穫箇籲級紹結絕絡給統絶綁經綫維網綵緊線編總繫繳繼續纔羣聞聯聲脅臨臺與舉舊華藝處虛號衆衛裏裝裡製複覈見規視覽觀觸訂計訊記訪設許訴註証試話該誌認誤說説調請謊證"
        + "識議護讀讓負責買費貼資賬賸購跤跼蹤蹧較載輸轉辦迴這連進遊運過違遷遺還醫銷錄錯録錶鍵鍾鎖鏈鐘長門閉開間関閱閲關陞陳陸隊隱隻雲電響頁須預領頻題額顯颱飛餘騙騰驗體髮鬚麵點齣輯籤詞習約達傳";

    private const string Simplified =
        "丢并布并来局系私个们备家仅尽内册别删则创动务区协参员问启启单当向国园图报块墙娱实审写宽宝将专寻对导属帐带库回别后复恶态应户扫换击据拟拦败数断于升时暂向会条极乐标机档检台栏权款欢球气没测温浏为无"
        + "营为墙状获现环毕异当发尽真众了确码称稳获个吁级绍结绝络给统绝绑经线维网彩紧线编总系缴继续才群闻联声胁临台与举旧华艺处虚号众卫里装里制复核见规视览观触订计讯记访设许诉注证试话该志认误说说调请谎证"
        + "识议护读让负责买费贴资账剩购交局踪糟较载输转办回这连进游运过违迁遗还医销录错录表键钟锁链钟长门闭开间关阅阅关升陈陆队隐只云电响页须预领频题额显台飞余骗腾验体发须面点出辑签词习约达传";

    /// <summary>Words that are others where traditional characters are written, after these were converted.</summary>
    private static readonly (string There, string Here)[] Words =
    [
        ("伺服器", "服务器"), ("连线", "连接"), ("逾时", "超时"), ("造访", "访问"), ("存取", "访问"), ("网域", "域名"), ("登入", "登录"), ("网路", "网络"),
        ("载入", "加载"), ("重新整理", "刷新"), ("程式", "程序"), ("资料库", "数据库"), ("使用者", "用户"), ("遭拒", "被拒"),
        ("被拒绝", "被拒"), ("被拒", "被拒绝"),
    ];

    private static readonly SearchValues<string> AnyWord = SearchValues.Create([.. Words.Select(w => w.There)], StringComparison.Ordinal);

    private static readonly SearchValues<char> Any = SearchValues.Create(Traditional);

    private static readonly FrozenDictionary<char, char> Map =
        Traditional.Zip(Simplified).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>Returns a text of the same length.</summary>
    public static string Simplify(string text) => text.AsSpan().IndexOfAny(Any) < 0 ? text
        : string.Create(text.Length, text, (simplified, original) =>
        {
            for (var i = 0; i < original.Length; i++)
                simplified[i] = Map.GetValueOrDefault(original[i], original[i]);
        });

    /// <summary>Converts the words too, so that the length may be another.</summary>
    public static string SimplifyWords(string text)
    {
        var simplified = Simplify(text);
        return simplified.AsSpan().IndexOfAny(AnyWord) < 0 ? simplified
            : Words.Aggregate(simplified, (all, word) => all.Replace(word.There, word.Here, StringComparison.Ordinal));
    }
}

// SPDX-License-Identifier: Apache-2.0
/**
 * Japanese names in kanji and their usual reading: family names first, then given names. A name that begins with one of these families is
 * read as Japanese, any other as Chinese. A given name that is not here keeps its Chinese reading, since kanji do not tell how they are read.
 */
const read = (text: string): ReadonlyMap<string, string> => {
  const parts = text.trim().split(/\s+/);
  return new Map(Array.from({ length: Math.floor(parts.length / 2) }, (_, at) => [parts[2 * at] ?? '', parts[2 * at + 1] ?? ''] as const));
};

export const kanjiFamilies = read(`
  佐藤 sato 鈴木 suzuki 高橋 takahashi 田中 tanaka 伊藤 ito 渡辺 watanabe 渡邊 watanabe 渡部 watanabe 山本 yamamoto 中村 nakamura 小林 kobayashi
  加藤 kato 吉田 yoshida 山田 yamada 佐々木 sasaki 山口 yamaguchi 松本 matsumoto 井上 inoue 木村 kimura 斎藤 saito 斉藤 saito 清水 shimizu 山崎 yamazaki
  池田 ikeda 橋本 hashimoto 阿部 abe 安倍 abe 石川 ishikawa 中島 nakajima 前田 maeda 藤田 fujita 小川 ogawa 後藤 goto 岡田 okada 長谷川 hasegawa
  村上 murakami 近藤 kondo 石井 ishii 坂本 sakamoto 遠藤 endo 青木 aoki 藤井 fujii 西村 nishimura 福田 fukuda 太田 ota 三浦 miura 藤原 fujiwara
  岡本 okamoto 松田 matsuda 中川 nakagawa 中野 nakano 原田 harada 小野 ono 田村 tamura 竹内 takeuchi 金子 kaneko 和田 wada 中山 nakayama 石田 ishida
  上田 ueda 森田 morita 柴田 shibata 酒井 sakai 工藤 kudo 横山 yokoyama 宮崎 miyazaki 宮本 miyamoto 内田 uchida 高木 takagi 安藤 ando 谷口 taniguchi
  大野 ono 高田 takada 丸山 maruyama 今井 imai 河野 kono 藤本 fujimoto 村田 murata 武田 takeda 上野 ueno 杉山 sugiyama 増田 masuda 小島 kojima
  千葉 chiba 久保 kubo 松井 matsui 岩崎 iwasaki 桜井 sakurai 木下 kinoshita 野口 noguchi 松尾 matsuo 菊地 kikuchi 菊池 kikuchi 野村 nomura 新井 arai
  佐野 sano 大西 onishi 杉本 sugimoto 古川 furukawa 浜田 hamada 市川 ichikawa 小松 komatsu 島田 shimada 水野 mizuno 桑原 kuwahara 吉川 yoshikawa
  山内 yamauchi 西田 nishida 菅原 sugawara 西川 nishikawa 北村 kitamura 安田 yasuda 五十嵐 igarashi 川口 kawaguchi 平田 hirata 関 seki 中田 nakata
  川崎 kawasaki 飯田 iida 東 azuma 吉村 yoshimura 本田 honda 久保田 kubota 沢田 sawada 辻 tsuji 関口 sekiguchi 本間 honma 大塚 otsuka 小泉 koizumi
  岸田 kishida 菅 suga 石破 ishiba 川上 kawakami 永井 nagai 松岡 matsuoka 大島 oshima 荒木 araki 大久保 okubo 熊谷 kumagai 矢野 yano 黒田 kuroda`);

export const kanjiGiven = read(`
  太郎 taro 一郎 ichiro 二郎 jiro 次郎 jiro 三郎 saburo 健 ken 健一 kenichi 健太 kenta 健司 kenji 健二 kenji 浩 hiroshi 博 hiroshi 浩一 koichi 誠 makoto
  翔太 shota 大輔 daisuke 隆 takashi 孝 takashi 剛 takeshi 武 takeshi 直樹 naoki 裕子 yuko 優子 yuko 由美子 yumiko 恵子 keiko 陽子 yoko 洋子 yoko
  花子 hanako 美咲 misaki 愛 ai 彩 aya 結衣 yui 直美 naomi 真由美 mayumi 智子 tomoko 久美子 kumiko 幸子 sachiko 和子 kazuko 明 akira 昭 akira 晋三 shinzo
  拓也 takuya 達也 tatsuya 哲也 tetsuya 和也 kazuya 亮 ryo 涼 ryo 蓮 ren 勇気 yuki 由紀 yuki 雪 yuki 大翔 hiroto 悠斗 yuto 陽菜 hina 葵 aoi さくら sakura
  真一 shinichi 慎一 shinichi 純一 junichi 洋介 yosuke 陽介 yosuke 雄太 yuta 裕太 yuta 茂 shigeru 勝 masaru 正 tadashi 実 minoru 進 susumu 豊 yutaka
  修 osamu 聡 satoshi 智 satoshi 学 manabu 薫 kaoru 香織 kaori 恵美 emi 絵美 emi 麻衣 mai 舞 mai 桜 sakura 千尋 chihiro 遥 haruka 春香 haruka 秀樹 hideki
  英樹 hideki 弘 hiroshi 宏 hiroshi 光 hikaru 徹 toru 透 toru 亨 toru 幸雄 yukio 文雄 fumio 俊夫 toshio 信夫 nobuo 義雄 yoshio 正雄 masao 春樹 haruki`);
